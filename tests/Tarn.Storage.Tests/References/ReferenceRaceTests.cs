using System.Text;
using Tarn.Storage.Local;
using Tarn.Storage.References;
using Tarn.Storage.Tests.Local;

namespace Tarn.Storage.Tests.References;

public sealed class ReferenceRaceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tarn-race-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Eight_processes_with_200_moves_each_make_exactly_1600_entries()
    {
        var racers = Enumerable.Range(0, 8).Select(name => Racer.Start(_folder.FullName, $"{name}", 200, 10)).ToList();
        foreach (var racer in racers)
        {
            await racer.WaitForExitAsync();
            racer.ExitCode.ShouldBe(0, await racer.StandardError.ReadToEndAsync());
            racer.Dispose();
        }
        var series = new ReferenceSeries(new LocalObjectStore(_folder.FullName), "refs/race/");
        var log = await series.LogAsync().ToListAsync();
        log.Select(entry => entry.Number).ShouldBe(Enumerable.Range(1, 1600).Select(number => (long)number).Reverse());
        log.Select(entry => Encoding.UTF8.GetString(entry.Value)).Distinct(StringComparer.Ordinal).Count().ShouldBe(1600);
    }
}
