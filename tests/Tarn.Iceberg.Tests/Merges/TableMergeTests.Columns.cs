using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Merges;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Tests.Commits;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Merges;

/// <content>Columns, layout and properties.</content>
public sealed partial class TableMergeTests
{
    [Fact]
    public async Task Columns_and_properties_of_both_sides_are_joined()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = Set(await AppendedAsync(ancestor, ("s", 1)), ("cursor", "9"));
        source = Change(source, new SchemaChange.Promote(new ColumnPath("id"), new IcebergType.Long()), Add("note"));
        var target = Change(Set(ancestor, ("checked", "yes")), new SchemaChange.Rename(new ColumnPath("at"), "booked"));
        var joined = await JoinedAsync(ancestor, source, target);
        Columns(joined).ShouldBe(["1 id", "2 booked", "3 note"]);
        (joined.Properties["cursor"], joined.Properties["checked"]).ShouldBe(("9", "yes"));
        joined.CurrentSnapshot!.SchemaId.ShouldBe(joined.CurrentSchemaId);
    }

    [Fact]
    public async Task Columns_that_both_added_unite_and_get_new_ids_where_no_file_holds_the_old()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var joined = await JoinedAsync(ancestor, Change(ancestor, Add("s1"), Add("both")), Change(ancestor, Add("both"), Add("t1")));
        Columns(joined).ShouldBe(["1 id", "2 at", "3 both", "4 t1", "5 s1"]);
        joined.LastColumnId.ShouldBe(5);
        var appended = await AppendedAsync(ancestor, ("s", 1));
        Columns(await JoinedAsync(ancestor, Change(appended, Add("s1")), Change(ancestor, Add("t1")))).ShouldBe(["1 id", "2 at", "3 t1", "4 s1"]);
    }

    [Fact]
    public async Task Columns_whose_ids_files_hold_are_a_conflict()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = await AppendedAsync(Change(ancestor, Add("note")), ("s", 1));
        (await RefusedAsync(ancestor, source, Change(ancestor, Add("remark")))).ShouldStartWith("Both sides gave the column id 3: to 'note' in the source, whose files hold it, and to 'remark' in the target");
        (await RefusedAsync(ancestor, source, Change(ancestor, Add("x"), Add("note")))).ShouldStartWith("Both sides added the column 'note', with the id 3 in the source and 4 in the target, and files of the source hold it");
        Columns(await JoinedAsync(ancestor, source, Change(ancestor, Add("note")))).ShouldBe(["1 id", "2 at", "3 note"]);
    }

    [Fact]
    public async Task What_both_changed_otherwise_is_a_conflict()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        (await RefusedAsync(ancestor, Rename(ancestor, "at", "x"), Rename(ancestor, "at", "y"))).ShouldStartWith("Both sides changed the column 'at'");
        (await RefusedAsync(ancestor, Change(ancestor, Add("n")), Change(ancestor, new SchemaChange.Add(new ColumnPath("n"), new IcebergType.Int()))))
            .ShouldStartWith("Both sides added the column 'n', as 'string' in the source and as 'int' in the target");
        (await RefusedAsync(ancestor, Set(ancestor, ("cursor", "8")), Set(ancestor, ("cursor", "9"))))
            .ShouldStartWith("Both sides changed the property 'cursor': to '8' in the source, to '9' in the target");
        (await RefusedAsync(ancestor, Rename(ancestor, "id", "x"), Change(ancestor, new SchemaChange.Drop(new ColumnPath("id"))))).ShouldStartWith("The source changed the column 'id', which the target dropped");
        var all = await RefusedAsync(ancestor, Set(Rename(ancestor, "at", "x"), ("c", "1")), Set(Rename(ancestor, "at", "y"), ("c", "2")));
        all.ShouldContain("'at'");
        all.ShouldContain("'c'");
    }

    [Fact]
    public async Task Columns_that_identify_rows_are_those_of_the_side_that_changed_them()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var (source, target) = (Identified(ancestor, 1), Identified(ancestor, 2));
        (await JoinedAsync(ancestor, source, await AppendedAsync(ancestor, ("t", 1)))).CurrentSchema.IdentifierFieldIds.ShouldBe([1]);
        (await JoinedAsync(ancestor, await AppendedAsync(ancestor, ("s", 1)), target)).CurrentSchema.IdentifierFieldIds.ShouldBe([2]);
        (await RefusedAsync(ancestor, source, target)).ShouldStartWith("Both sides changed which columns identify rows");
    }

    [Fact]
    public async Task A_column_that_was_dropped_on_one_side_is_dropped()
    {
        var ancestor = await AppendedAsync(Change(_ledger.Table, Add("note")), ("a", 1));
        var dropped = Change(ancestor, new SchemaChange.Drop(new ColumnPath("note")));
        Columns(await JoinedAsync(ancestor, dropped, await AppendedAsync(ancestor, ("t", 1)))).ShouldBe(["1 id", "2 at"]);
        Columns(await JoinedAsync(ancestor, await AppendedAsync(ancestor, ("s", 1)), dropped)).ShouldBe(["1 id", "2 at"]);
        var spec = PartitionEvolution.Create(ancestor.CurrentSchema, [new(new ColumnPath("note"), new Transform.Identity())]);
        var split = MetadataChange.Apply(ancestor, [new TableUpdate.AddSpec(spec), new TableUpdate.SetDefaultSpec(-1)], Ledger.T0);
        (await RefusedAsync(ancestor, dropped, split)).ShouldStartWith("The sides do not join: ");
    }

    [Fact]
    public async Task An_id_that_only_files_hold_is_not_given_to_another_column()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = await AppendedAsync(Change(ancestor, Add("note")), ("s", 1));
        source = Change(source, new SchemaChange.Drop(new ColumnPath("note")));
        (await RefusedAsync(ancestor, source, await AppendedAsync(ancestor, ("t", 1)))).ShouldStartWith("The source added a column, wrote files with it and dropped it again");
    }

    [Fact]
    public async Task A_new_partition_spec_of_one_side_is_taken_and_partitions_of_different_specs_cannot_be_told_apart()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var spec = PartitionEvolution.Create(ancestor.CurrentSchema, [new(new ColumnPath("id"), new Transform.Bucket(4))]);
        var source = MetadataChange.Apply(ancestor, [new TableUpdate.AddSpec(spec), new TableUpdate.SetDefaultSpec(-1)], Ledger.T0);
        source = await DoneAsync(source, ledger => ledger.AppendAsync(Ledger.File("s", 3) with { SpecId = 1 }));
        var joined = await JoinedAsync(ancestor, source, await AppendedAsync(ancestor, ("t", 1)));
        (joined.DefaultSpecId, await _ledger.LiveAsync(joined)).ShouldBe((1, "a@1 s@3 t@2"));
        (await RefusedAsync(ancestor, source, await ReplacedAsync(ancestor, "t", 7))).ShouldContain("The source appended rows, and the target replaced or deleted rows");
        var other = PartitionEvolution.Create(ancestor.CurrentSchema, [new(new ColumnPath("id"), new Transform.Bucket(8))]);
        (await RefusedAsync(ancestor, source, MetadataChange.Apply(ancestor, [new TableUpdate.AddSpec(other), new TableUpdate.SetDefaultSpec(-1)], Ledger.T0))).ShouldStartWith("Both sides changed how the table is partitioned");
    }

    [Fact]
    public async Task Another_table_or_place_is_a_conflict()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        (await RefusedAsync(ancestor, ancestor with { TableUuid = Guid.Empty }, ancestor)).ShouldStartWith("The table was dropped and made anew");
        (await RefusedAsync(ancestor, ancestor with { Location = "memory://lake/other" }, ancestor)).ShouldStartWith("A side moved the table");
    }

    [Fact]
    public async Task A_tag_of_the_tables_own_that_names_a_snapshot_of_the_source_is_a_conflict()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var source = await AppendedAsync(ancestor, ("s", 1));
        var tagged = MetadataChange.Apply(source, [new TableUpdate.SetSnapshotRef("audit", new SnapshotRef.Tag(source.CurrentSnapshotId!.Value))], Ledger.T0);
        (await RefusedAsync(ancestor, tagged, await AppendedAsync(ancestor, ("t", 1)))).ShouldStartWith("The table's own branch or tag 'audit' names a snapshot that only the source has");
        tagged = MetadataChange.Apply(source, [new TableUpdate.SetSnapshotRef("audit", new SnapshotRef.Tag(ancestor.CurrentSnapshotId!.Value))], Ledger.T0);
        (await JoinedAsync(ancestor, tagged, await AppendedAsync(ancestor, ("t", 1)))).Refs.Keys.ShouldContain("audit");
    }

    [Fact]
    public async Task Properties_alone_need_no_snapshot()
    {
        var ancestor = await AppendedAsync(_ledger.Table, ("a", 1));
        var joined = await JoinedAsync(ancestor, Set(ancestor, ("cursor", "9")), Set(ancestor, ("x", "y")));
        (joined.Snapshots.Count, joined.Properties["cursor"], joined.Properties["x"]).ShouldBe((1, "9", "y"));
        (await PlanAsync(ancestor, ancestor, ancestor)).ShouldBeOfType<TableMergePlan.Ready>().IsEmpty.ShouldBeTrue();
    }

    private static IEnumerable<string> Columns(TableMetadata table) => table.CurrentSchema.Fields.Select(field => $"{field.Id} {field.Name}");

    private static SchemaChange Add(string name) => new SchemaChange.Add(new ColumnPath(name), new IcebergType.String());

    private static TableMetadata Rename(TableMetadata table, string from, string to) => Change(table, new SchemaChange.Rename(new ColumnPath(from), to));

    private static TableMetadata Change(TableMetadata table, params SchemaChange[] changes)
    {
        var evolved = SchemaEvolution.Apply(table.CurrentSchema, table.LastColumnId, changes);
        return MetadataChange.Apply(table, [new TableUpdate.AddSchema(evolved.Schema), new TableUpdate.SetCurrentSchema(-1)], Ledger.T0);
    }

    private static TableMetadata Identified(TableMetadata table, int id) => MetadataChange.Apply(
        table,
        [
            new TableUpdate.AddSchema(table.CurrentSchema with { SchemaId = 1, IdentifierFieldIds = [id], Fields = new FieldList([.. table.CurrentSchema.Fields.Select(f => f.Id == id ? f with { Required = true } : f)]) }),
            new TableUpdate.SetCurrentSchema(-1),
        ],
        Ledger.T0);

    private static TableMetadata Set(TableMetadata table, (string Key, string Value) property) =>
        MetadataChange.Apply(table, [new TableUpdate.SetProperties(new Dictionary<string, string> { [property.Key] = property.Value })], Ledger.T0);
}
