using Tarn.Core.Tests.Catalog;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Maintenance;
using Tarn.Storage;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>Upkeep beside readers, writers, branches and files on their way, which crashes at any operation of the store or meets others there.</summary>
public sealed class SweepFaultTests
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_happens_beside_upkeep_no_file_goes_that_somebody_needs_and_none_is_left_for_good(int seed)
    {
        using var world = await SweepWorld.OpenAsync(seed);
        var chance = new Random(-seed);
        var operations = 60;
        for (var round = 0; round < LongTests.Of(12, 50); round++)
        {
            for (var step = 0; step < 6; step++)
                await world.StepAsync();
            for (var crash = 0; crash < LongTests.Of(1, 3); crash++)
                await CrashAsync(world, chance, operations, $"seed {seed}, round {round}, crash {crash}");
            operations = await MeetAsync(world, chance, operations, $"seed {seed}, round {round}");
        }
        world.Commits.ShouldBeGreaterThan(20);
        await EndAsync(world);
    }

    /// <summary>The process dies at an operation; what is there then must do, and whoever comes next goes on.</summary>
    private static async Task CrashAsync(SweepWorld world, Random chance, int operations, string at)
    {
        world.BeginUpkeep();
        var point = chance.Next(1, operations + 1);
        var how = chance.Next(2) == 0 ? Fault.Before : Fault.After;
        var store = new FaultyObjectStore(world.Store, (number, _) => number < point ? Fault.None : number == point ? how : Fault.Before);
        try
        {
            using var dying = await world.Writer.BesideAsync(store, chance.Next());
            await dying.MaintainAsync(RequestOf(chance));
        }
        catch (Exception e) when (FailureKinds.Of(e) is FailureKind.Unavailable)
        {
            // As it should.
        }
        await world.HoldsAsync(Age, $"{at}: died {how} operation {point}");
    }

    /// <summary>Others do something between two operations. How many there were.</summary>
    private static async Task<int> MeetAsync(SweepWorld world, Random chance, int operations, string at)
    {
        world.BeginUpkeep();
        var point = chance.Next(1, operations + 1);
        var store = new FaultyObjectStore(world.Store, (number, _) =>
        {
            if (number == point)
                Task.Run(world.StepAsync).GetAwaiter().GetResult();
            return Fault.None;
        });
        using var beside = await world.Writer.BesideAsync(store, chance.Next());
        await beside.MaintainAsync(RequestOf(chance));
        await world.HoldsAsync(Age, $"{at}: met others at operation {point}");
        return store.Operations;
    }

    private static MaintenanceRequest RequestOf(Random chance)
    {
        var all = Enum.GetValues<MaintenanceStep>();
        return new MaintenanceRequest
        {
            Steps = chance.Next(3) == 0 ? [all[chance.Next(all.Length)]] : all,
            Compaction = new CompactionRule { MinInputFiles = 2, DeleteRatio = 0.05 },
            Keep = chance.Next(3) == 0 ? 3 : null,
        };
    }

    /// <summary>When nobody needs anything any more but main, nothing else is left. What main held when it was first kept up goes a while after that.</summary>
    private static async Task EndAsync(SweepWorld world)
    {
        await world.ForsakeAsync();
        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(TimeSpan.FromDays(30));
            world.BeginUpkeep();
            await world.Writer.MaintainAsync(new MaintenanceRequest());
        }
        await world.HoldsAsync(TimeSpan.Zero, "the end");
        (await world.LeftoversAsync()).ShouldBeEmpty();
    }
}
