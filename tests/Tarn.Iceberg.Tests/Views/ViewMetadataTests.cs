using System.Text;
using Tarn.Iceberg.Tests.Types;
using Tarn.Iceberg.Types;
using Tarn.Iceberg.Views;

namespace Tarn.Iceberg.Tests.Views;

public sealed class ViewMetadataTests
{
    private static readonly ViewDefinition Definition = new()
    {
        Schema = Schemas.Of(Schemas.Column(0, "day", new IcebergType.Date()), Schemas.Column(0, "n", new IcebergType.Long())),
        Representations = [new ViewSql("select day, count(*) as n from silver.checkouts group by day")],
        DefaultNamespace = ["gold"],
        Summary = new Dictionary<string, string> { ["engine-name"] = "tarn" },
    };

    [Fact]
    public void A_new_view_is_written_so() => Encoding.UTF8.GetString(ViewFile.Write(Create())).ShouldBe(
        """{"view-uuid":"9c12d441-03fe-4693-9a96-a0705ddf69c1","format-version":1,"location":"memory://lake/views/daily","properties":{"comment":"by day"},"schemas":[{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"day","required":false,"type":"date"},{"id":2,"name":"n","required":false,"type":"long"}]}],"current-version-id":1,"versions":[{"version-id":1,"schema-id":0,"timestamp-ms":1000,"summary":{"engine-name":"tarn"},"representations":[{"type":"sql","sql":"select day, count(*) as n from silver.checkouts group by day","dialect":"duckdb"}],"default-namespace":["gold"]}],"version-log":[{"timestamp-ms":1000,"version-id":1}]}""");

    [Fact]
    public void A_new_version_is_in_force_and_the_old_one_is_kept()
    {
        var view = Create().AddVersion(Definition with { Representations = [new ViewSql("select 1")] }, 2000);
        (view.CurrentVersionId, view.Versions.Count, view.Schemas.Count).ShouldBe((2, 2, 1));
        view.CurrentVersion.SqlIn("DuckDB").ShouldBe("select 1");
        view.VersionLog.ShouldBe([new ViewLogEntry(1000, 1), new ViewLogEntry(2000, 2)]);
    }

    [Fact]
    public void The_same_definition_again_is_no_new_version()
    {
        var view = Create();
        view.AddVersion(Definition, 2000).ShouldBeSameAs(view);
    }

    [Fact]
    public void The_oldest_versions_go()
    {
        var view = Create();
        for (var i = 0; i < 20; i++)
            view = view.AddVersion(Definition with { Representations = [new ViewSql($"select {i}")] }, 2000 + i);
        view.Versions.Select(version => version.VersionId).ShouldBe(Enumerable.Range(12, 10));
        view.VersionLog.Count.ShouldBe(10);
        view.CurrentVersionId.ShouldBe(21);
    }

    [Fact]
    public void A_view_has_one_query_for_a_dialect()
    {
        Should.Throw<IcebergException>(() => Create().AddVersion(Definition with { Representations = [] }, 1));
        Should.Throw<IcebergException>(() => Create().AddVersion(Definition with { Representations = [new ViewSql("a"), new ViewSql("b", "DUCKDB")] }, 1));
    }

    private static ViewMetadata Create() => ViewMetadata.Create(
        Guid.Parse("9c12d441-03fe-4693-9a96-a0705ddf69c1"), "memory://lake/views/daily", Definition, 1000, new Dictionary<string, string> { ["comment"] = "by day" });
}
