using Tarn.Iceberg.Metadata;
using Tarn.Maintenance;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>A table that cannot be kept up is told, and the others are kept up.</summary>
public sealed class NotedTablesTests
{
    [Theory]
    [InlineData("s3://elsewhere/x.avro", "lies outside")]
    [InlineData("STORE/../x.avro", "cannot be the key")]
    [InlineData("STORE/tables/gone.avro", "gone.avro")]
    public async Task A_table_whose_metadata_names_what_the_lake_cannot_read_stops_no_other(string manifests, string told)
    {
        using var store = new MemoryObjectStore("noted");
        using var lake = await MaintenanceScene.OpenAsync(store, TimeProvider.System);
        await lake.AppendAsync("a.broken", "select 1 as id");
        var broken = await lake.MetadataAsync("a.broken");
        var snapshot = broken.CurrentSnapshot! with { ManifestList = manifests.Replace("STORE", store.Location, StringComparison.Ordinal) };
        var before = await lake.FindAsync("a.broken");
        await lake.CommitAsync("a.broken", before, await lake.Tables.SaveAsync(before, broken with { Snapshots = [snapshot] }, lake.Ids.NextUuid()));
        for (var i = 0; i < 5; i++)
            await lake.AppendAsync("b.sound", $"select {i} as id");
        var reports = (await lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Compact, MaintenanceStep.Manifests] })).Compactions!;
        reports.Select(report => report.Table.ToString()).ShouldBe(["a.broken", "b.sound"]);
        reports[0].Note.ShouldNotBeNull().ShouldContain(told);
        (reports[1].Note, reports[1].FilesBefore).ShouldBe((null, 5));
    }
}
