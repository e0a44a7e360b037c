using System.Diagnostics;
using Tarn.Catalog;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Storage.Local;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public sealed class CatalogRaceTests : IDisposable
{
    private const int Processes = 8;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tarn-catalog-race-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Eight_processes_that_make_a_lake_and_commit_to_one_table_and_several_lose_and_double_nothing()
    {
        var each = LongTests.Of(15, 100);
        var racers = Enumerable.Range(0, Processes).Select(name => Start($"{name}", each)).ToList();
        foreach (var racer in racers)
        {
            await racer.WaitForExitAsync();
            racer.ExitCode.ShouldBe(0, await racer.StandardError.ReadToEndAsync());
            racer.Dispose();
        }
        var catalog = await OpenAsync();
        var messages = await catalog.LogAsync("main").Select(commit => commit.Message).ToListAsync();
        messages.SkipLast(1).Order().ShouldBe(Enumerable.Range(0, Processes).SelectMany(name => Enumerable.Range(0, each).Select(done => $"{name} {done}")).Order());
        (await catalog.EntryAsync("main", "race.shared")).ShouldBe(Table($"{Processes * each}"));
        var parts = await Task.WhenAll(Enumerable.Range(0, 5).Select(part => catalog.EntryAsync("main", $"race.part_{part}")));
        parts.Sum(part => int.Parse(part!.MetadataLocation)).ShouldBe(Processes * each);
        for (var name = 0; name < Processes; name++)
            (await catalog.EntryAsync("main", $"race.own_{name}")).ShouldBe(Table($"{each}"));
    }

    [Fact]
    public async Task A_committer_killed_at_any_moment_leaves_a_lake_whose_count_is_right()
    {
        var random = new Random(5);
        for (var round = 0; round < 6; round++)
        {
            using var racer = Start("0", 100_000);
            (await racer.StandardOutput.ReadLineAsync()).ShouldBe("ready");
            await Task.Delay(random.Next(5, 200));
            racer.Kill();
            await racer.WaitForExitAsync();
        }
        var catalog = await LakeCatalog.InitializeAsync(new LocalObjectStore(_folder.FullName), IdSource.FromSystem(TimeProvider.System));
        var commits = await catalog.LogAsync("main").CountAsync() - 1;
        commits.ShouldBeGreaterThan(0);
        (await catalog.EntryAsync("main", "race.shared")).ShouldBe(Table($"{commits}"));
    }

    private Task<LakeCatalog> OpenAsync() =>
        LakeCatalog.OpenAsync(new LocalObjectStore(_folder.FullName), IdSource.FromSystem(TimeProvider.System));

    private Process Start(string name, int commits)
    {
        var dll = Path.Join(AppContext.BaseDirectory, "Tarn.Core.Racer.dll");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Process.Start(new ProcessStartInfo(dotnet, ["exec", dll, _folder.FullName, name, $"{commits}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
