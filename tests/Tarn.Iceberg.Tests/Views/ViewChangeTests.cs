using Tarn.Iceberg.Types;
using Tarn.Iceberg.Views;

namespace Tarn.Iceberg.Tests.Views;

/// <summary>Updates of views, as Java's builder takes them.</summary>
public sealed class ViewChangeTests
{
    private static readonly Guid Uuid = new("fa6506c3-7681-40c8-86dc-e36561f83385");
    private static readonly TableSchema Ids = new() { SchemaId = 0, Fields = new FieldList([new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long() }]) };
    private static readonly TableSchema Names = new() { SchemaId = 0, Fields = new FieldList([new NestedField { Id = 1, Name = "name", Type = new IcebergType.String() }]) };
    private static readonly ViewMetadata View = New(Version("select 1"));

    [Fact]
    public void A_view_is_made_of_updates()
    {
        (View.CurrentVersionId, View.CurrentVersion.SchemaId, View.Location).ShouldBe((1, 0, "file:///v"));
        View.VersionLog.ShouldBe([new ViewLogEntry(5, 1)]);
    }

    [Fact]
    public void A_version_that_says_the_same_is_the_version_that_is_there()
    {
        var second = Apply(View, Add("select 2"));
        var again = Apply(second, Add("select 1"));
        (second.Versions.Count, second.CurrentVersionId).ShouldBe((2, 2));
        (again.Versions.Count, again.CurrentVersionId).ShouldBe((2, 1));
        again.VersionLog.ShouldBe([new ViewLogEntry(5, 1), new ViewLogEntry(5, 2), new ViewLogEntry(77, 1)]);
    }

    [Fact]
    public void A_schema_that_is_there_is_not_added_again()
    {
        var changed = Apply(View, new ViewUpdate.AddSchema(Ids), new ViewUpdate.AddSchema(Names), new ViewUpdate.AddSchema(Ids with { SchemaId = 9 }));
        changed.Schemas.Select(schema => schema.SchemaId).ShouldBe([0, 1]);
    }

    [Fact]
    public void Of_many_versions_the_last_are_kept_and_the_one_in_force()
    {
        var view = View with { Properties = new Dictionary<string, string> { [ViewMetadata.HistorySize] = "2" } };
        for (var i = 2; i < 6; i++)
            view = Apply(view, Add($"select {i}"));
        view.Versions.Select(version => version.VersionId).ShouldBe([4, 5]);
        var back = Apply(view, [new ViewUpdate.SetCurrentViewVersion(4), new ViewUpdate.AddViewVersion(Version("select 6"))]);
        back.Versions.Select(version => version.VersionId).ShouldBe([4, 6]);
        back.CurrentVersionId.ShouldBe(4);
    }

    [Fact]
    public void Another_view_of_the_name_is_a_conflict() =>
        Should.Throw<IcebergException>(() => ViewChange.Apply(View, new ViewCommit { Uuids = [Guid.Empty], Updates = [] }, 77)).Kind.ShouldBe(IcebergFault.Conflict);

    [Fact]
    public void A_dialect_may_be_lost_when_the_view_says_so()
    {
        ViewUpdate[] other = [new ViewUpdate.AddViewVersion(Version("select 1", "trino")), new ViewUpdate.SetCurrentViewVersion(ViewUpdate.LastAdded)];
        Should.Throw<IcebergException>(() => Apply(View, other)).Message.ShouldContain("spark");
        Apply(View, [.. other, new ViewUpdate.SetProperties(new Dictionary<string, string> { [ViewChange.DropDialectAllowed] = "TRUE" })]).CurrentVersion.SqlIn("trino").ShouldBe("select 1");
    }

    public static TheoryData<ViewUpdate> Wrong => new TheoryData<ViewUpdate>
    {
        new ViewUpdate.AssignUuid(Guid.Empty),
        new ViewUpdate.UpgradeFormatVersion(2),
        new ViewUpdate.SetCurrentViewVersion(9),
        new ViewUpdate.SetCurrentViewVersion(ViewUpdate.LastAdded),
        new ViewUpdate.AddViewVersion(Version("select 1") with { SchemaId = 9 }),
        new ViewUpdate.AddViewVersion(Version("select 1") with { SchemaId = ViewUpdate.LastAdded }),
        new ViewUpdate.AddViewVersion(Version("select 1") with { Representations = [] }),
        new ViewUpdate.AddViewVersion(Version("select 1") with { Representations = [new ViewSql("a", "spark"), new ViewSql("b", "Spark")] }),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_contradicts_the_view_is_refused(ViewUpdate update) =>
        Should.Throw<IcebergException>(() => Apply(View, update)).Kind.ShouldBe(IcebergFault.Invalid);

    [Fact]
    public void A_view_without_a_version_is_none() =>
        Should.Throw<IcebergException>(() => ViewChange.Create(Uuid, "file:///v", [new ViewUpdate.AddSchema(Ids)], 5)).Kind.ShouldBe(IcebergFault.Invalid);

    private static ViewUpdate[] Add(string sql) => [new ViewUpdate.AddViewVersion(Version(sql)), new ViewUpdate.SetCurrentViewVersion(ViewUpdate.LastAdded)];

    private static ViewMetadata Apply(ViewMetadata view, params ViewUpdate[] updates) => ViewChange.Apply(view, new ViewCommit { Uuids = [Uuid], Updates = updates }, 77);

    private static ViewMetadata New(ViewVersion version) => ViewChange.Create(
        Uuid, "file:///v/", [new ViewUpdate.AddSchema(Ids), new ViewUpdate.AddViewVersion(version), new ViewUpdate.SetCurrentViewVersion(ViewUpdate.LastAdded)], 5);

    private static ViewVersion Version(string sql, string dialect = "spark") =>
        new() { VersionId = 1, TimestampMs = 5, SchemaId = 0, Representations = [new ViewSql(sql, dialect)] };
}
