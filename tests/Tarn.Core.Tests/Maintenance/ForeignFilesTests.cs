using Tarn.Core.Tests.Imports;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Maintenance;
using Tarn.Storage;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>Upkeep of a table whose files lie outside the lake.</summary>
public sealed class ForeignFilesTests : IDisposable
{
    private const string Rows = "select id, name from silver.people order by id";
    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_lies_outside_the_lake_is_never_deleted_and_compaction_brings_the_rows_in()
    {
        string[] writes = ["select i as id, 'name ' || i as name from range(5) as numbers(i)", "select 5 as id, 'five' as name", "select 2 as id, 'two' as name"];
        var home = await _scene.WriteAsync(writes, mergeBy: "id", properties: new Dictionary<string, string> { ["write.merge.mode"] = "merge-on-read" });
        var moved = _scene.Move();
        var before = ImportScene.Contents(moved);
        await using (var lake = await _scene.Project.OpenAsync())
        {
            await ImportScene.ImportAsync(lake, home.Replace(_scene.Elsewhere, moved, StringComparison.Ordinal), new PrefixRewrite($"file://{_scene.Elsewhere}", $"file://{moved}"));
            await lake.MaintainAsync(Forced with { Steps = [MaintenanceStep.Manifests, MaintenanceStep.Expire, MaintenanceStep.Orphans] });
            await ShouldHoldAsync(lake);
            var report = await lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Compact], Compaction = new CompactionRule { IsWhole = true } });
            (report.Compactions!.Single().FilesBefore, report.Compactions!.Single().FilesAfter, report.Compactions!.Single().DeleteFiles).ShouldBe((3, 1, 1));
            for (var i = 0; i < 2; i++)
                await lake.MaintainAsync(Forced);
            await ShouldHoldAsync(lake);
        }
        ImportScene.Contents(moved).ShouldBe(before, ignoreOrder: true);
        Directory.Delete(moved, recursive: true);
        Directory.CreateDirectory(moved);
        await using var alone = await _scene.Project.OpenAsync();
        await ShouldHoldAsync(alone);
        await alone.MaintainAsync(Forced);
        await ShouldHoldAsync(alone);
    }

    private static MaintenanceRequest Forced => new() { OlderThan = TimeSpan.Zero, IsForced = true };

    private static async Task ShouldHoldAsync(Tarn.Lakehouse.Lakehouse lake) =>
        (await lake.RowsAsync(Rows)).ShouldBe(["0|name 0", "1|name 1", "2|two", "3|name 3", "4|name 4", "5|five"]);
}
