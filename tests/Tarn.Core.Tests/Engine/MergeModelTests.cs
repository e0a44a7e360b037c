using Tarn.Core.Tests.Lakehouse;

namespace Tarn.Core.Tests.Engine;

/// <summary>
/// Random sequences of commits, forks, merges, reverts, seals and deletions on a lake of true metadata and manifests, held against a model that knows rows and
/// who did what to which partition. After each step every row is where the model has it, and what had to be refused was.
/// </summary>
public sealed class MergeModelTests
{
    private const int Steps = 24;

    /// <summary><c>TARN_TEST_SEED</c> replays one sequence.</summary>
    [Fact]
    public async Task No_sequence_of_operations_loses_doubles_or_brings_back_a_row()
    {
        var counts = new ModelCounts();
        if (int.TryParse(Environment.GetEnvironmentVariable("TARN_TEST_SEED"), out var seed))
            await RunAsync(seed, counts);
        else
            await RunAllAsync(counts);
    }

    /// <summary>One sequence may bring none of what all of them have to bring about.</summary>
    private static async Task RunAllAsync(ModelCounts counts)
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, LongTests.Of(150, 5_000)), async (seed, _) => await RunAsync(seed, counts));
        TestContext.Current.SendDiagnosticMessage(counts.ToString());
        foreach (var what in new[] { "merge Goes joined made", "merge Clashes refused", "revert Goes made", "revert Clashes refused", "refused merge.sealed", "refused catalog.fork-of-sealed" })
            counts.Of(what).ShouldBeGreaterThan(2, counts.ToString());
    }

    private static async Task RunAsync(int seed, ModelCounts counts)
    {
        var (step, log) = (0, new List<string>());
        try
        {
            using var run = await ModelRun.StartAsync(seed, counts, log);
            for (step = 1; step <= Steps; step++)
                await run.StepAsync();
            await run.CheckAllAsync();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}, step {step}: {e.Message}\n{string.Join('\n', log)}", e);
        }
    }
}
