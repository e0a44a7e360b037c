using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Commits;

public sealed class AppendReplayTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task What_the_source_appended_is_appended_on_the_target()
    {
        var ancestor = await PartAsync();
        await _ledger.AppendAsync(Ledger.File("s1", 1));
        await _ledger.AppendAsync(Ledger.File("s2", 2), Ledger.File("s3", 2));
        var source = _ledger.Table;
        _ledger.Table = ancestor;
        await _ledger.OverwriteAsync(new FileScope.PartitionsOfAdded(), Ledger.File("t1", 1));
        var joined = Ledger.After(_ledger.Table, await ReadyAsync(ancestor, source, _ledger.Table));
        (await _ledger.LiveAsync(joined)).ShouldBe("s1@3 s2@3 s3@3 t1@2");
        joined.CurrentSnapshot!.Summary["added-data-files"].ShouldBe("3");
        joined.CurrentSnapshot.Summary["source-snapshot-id"].ShouldBe("3");
        joined.CurrentSnapshot.Summary["total-records"].ShouldBe("40");
    }

    [Fact]
    public async Task Files_are_found_again_after_the_source_merged_its_manifests()
    {
        _ledger.Table = Ledger.New(partitioned: true, new Dictionary<string, string> { [TableProperties.MinCountToMerge] = "2" });
        var ancestor = await PartAsync();
        await _ledger.AppendAsync(Ledger.File("s1", 1));
        await _ledger.AppendAsync(Ledger.File("s2", 1));
        var joined = Ledger.After(ancestor, await ReadyAsync(ancestor, _ledger.Table, ancestor));
        (await _ledger.LiveAsync(joined)).ShouldBe("a@1 s1@2 s2@2");
    }

    [Fact]
    public async Task Columns_and_properties_of_both_sides_are_joined()
    {
        var ancestor = await PartAsync();
        var source = Set(await AppendedAsync(ancestor, "s1"), ("cursor", "9"));
        source = Change(source, new SchemaChange.Promote(new ColumnPath("id"), new IcebergType.Long()), new SchemaChange.Add(new ColumnPath("note"), new IcebergType.String()));
        var target = Change(Set(ancestor, ("checked", "yes")), new SchemaChange.Rename(new ColumnPath("at"), "booked"));
        var joined = Ledger.After(target, await ReadyAsync(ancestor, source, target));
        joined.CurrentSchema.Fields.Select(field => $"{field.Id} {field.Name}").ShouldBe(["1 id", "2 booked", "3 note"]);
        (joined.Properties["cursor"], joined.Properties["checked"]).ShouldBe(("9", "yes"));
        joined.CurrentSnapshot!.SchemaId.ShouldBe(joined.CurrentSchemaId);
    }

    [Fact]
    public async Task The_same_column_on_both_sides_is_one()
    {
        var ancestor = await PartAsync();
        var source = Note(await AppendedAsync(ancestor, "s1"), "note");
        var target = Note(ancestor, "note");
        Ledger.After(target, await ReadyAsync(ancestor, source, target)).Schemas.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Properties_alone_need_no_snapshot()
    {
        var ancestor = await PartAsync();
        var commit = await ReadyAsync(ancestor, Set(ancestor, ("cursor", "9")), ancestor);
        commit.Updates.ShouldHaveSingleItem().ShouldBeOfType<TableUpdate.SetProperties>();
        (await ReadyAsync(ancestor, ancestor, ancestor)).Updates.ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_else_is_refused_with_its_reason()
    {
        var ancestor = await PartAsync();
        var source = await AppendedAsync(ancestor, "s1");
        (await ReasonAsync(ancestor, Note(source, "note"), Note(ancestor, "remark"))).ShouldBe("Both sides gave the column id 3, and not to the same column.");
        (await ReasonAsync(ancestor, Change(source, new SchemaChange.Rename(new ColumnPath("at"), "x")), Change(ancestor, new SchemaChange.Rename(new ColumnPath("at"), "y"))))
            .ShouldBe("Both sides changed the column 'at'.");
        (await ReasonAsync(ancestor, Change(Note(source, "note"), new SchemaChange.Drop(new ColumnPath("note"))), ancestor)).ShouldContain("dropped them again");
        (await ReasonAsync(ancestor, Set(source, ("cursor", "8")), Set(ancestor, ("cursor", "9"))))
            .ShouldBe("Both sides changed the property 'cursor': to '8' in the source, to '9' in the target.");
        (await ReasonAsync(ancestor, ancestor with { TableUuid = Guid.Empty }, ancestor)).ShouldContain("dropped and made anew");
        (await ReasonAsync(source, ancestor, source)).ShouldContain("rolled back");
        _ledger.Table = source;
        await _ledger.DeleteAsync(new FileScope.Locations([Ledger.File("a").Path]));
        (await ReasonAsync(ancestor, _ledger.Table, ancestor)).ShouldBe($"Snapshot {_ledger.Table.CurrentSnapshotId} of the source is no append but 'delete'.");
    }

    private async Task<TableMetadata> PartAsync()
    {
        await _ledger.AppendAsync(Ledger.File("a", 1));
        return _ledger.Table;
    }

    private async Task<TableMetadata> AppendedAsync(TableMetadata table, string name)
    {
        _ledger.Table = table;
        await _ledger.AppendAsync(Ledger.File(name, 1));
        return _ledger.Table;
    }

    private async Task<TableCommit> ReadyAsync(TableMetadata ancestor, TableMetadata source, TableMetadata target) =>
        (await AppendReplay.PrepareAsync(_ledger.Files, ancestor, source, target, _ledger.Intent())).ShouldBeOfType<ReplayResult.Ready>().Commit;

    private async Task<string> ReasonAsync(TableMetadata ancestor, TableMetadata source, TableMetadata target) =>
        (await AppendReplay.PrepareAsync(_ledger.Files, ancestor, source, target, _ledger.Intent())).ShouldBeOfType<ReplayResult.Refused>().Reason;

    private static TableMetadata Note(TableMetadata table, string name) => Change(table, new SchemaChange.Add(new ColumnPath(name), new IcebergType.String()));

    private static TableMetadata Change(TableMetadata table, params SchemaChange[] changes)
    {
        var evolved = SchemaEvolution.Apply(table.CurrentSchema, table.LastColumnId, changes);
        return MetadataChange.Apply(table, [new TableUpdate.AddSchema(evolved.Schema), new TableUpdate.SetCurrentSchema(-1)], Ledger.T0);
    }

    private static TableMetadata Set(TableMetadata table, (string Key, string Value) property) =>
        MetadataChange.Apply(table, [new TableUpdate.SetProperties(new Dictionary<string, string> { [property.Key] = property.Value })], Ledger.T0);
}
