using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Types;
using static Tarn.Iceberg.Tests.Types.Schemas;

namespace Tarn.Iceberg.Tests.Types;

public sealed class SchemaEvolutionTests
{
    private static readonly TableSchema People = Of(
        Column(1, "id", new IcebergType.Int(), required: true),
        Column(2, "name", new IcebergType.String()),
        Column(3, "address", new IcebergType.Struct(new FieldList([Column(5, "street", new IcebergType.String())]))),
        Column(4, "scores", new IcebergType.List(6, new IcebergType.Float(), ElementRequired: true))) with { IdentifierFieldIds = [1] };

    [Fact]
    public void Columns_are_added_with_ids_that_were_never_used()
    {
        var evolved = SchemaEvolution.Apply(People, 20,
        [
            new SchemaChange.Add(new ColumnPath("address", "city"), new IcebergType.String(), "where"),
            new SchemaChange.Add(new ColumnPath("tags"), new IcebergType.List(1, new IcebergType.String(), false)),
        ]);
        evolved.LastColumnId.ShouldBe(23);
        SchemaFields.Find(evolved.Schema, new ColumnPath("address", "city"))!.Id.ShouldBe(21);
        SchemaFields.Find(evolved.Schema, new ColumnPath("tags", "element"))!.Id.ShouldBe(23);
    }

    [Fact]
    public void Columns_are_renamed_moved_promoted_and_dropped_and_keep_their_ids() =>
        Evolve(
            new SchemaChange.Rename(new ColumnPath("name"), "title"),
            new SchemaChange.Move(new ColumnPath("scores"), new ColumnPosition.First()),
            new SchemaChange.Move(new ColumnPath("id"), new ColumnPosition.After("title")),
            new SchemaChange.Promote(new ColumnPath("id"), new IcebergType.Long()),
            new SchemaChange.Promote(new ColumnPath("scores", "element"), new IcebergType.Double()),
            new SchemaChange.MakeOptional(new ColumnPath("scores", "element")),
            new SchemaChange.Document(new ColumnPath("title"), "of the person"),
            new SchemaChange.Drop(new ColumnPath("address", "street")),
            new SchemaChange.Add(new ColumnPath("address", "street"), new IcebergType.Int()))
        .ShouldBe("struct<4: scores: list<double>, 2: title: string, 1: id: long, 3: address: struct<7: street: int>>");

    [Fact]
    public void Everything_that_cannot_be_is_told_at_once()
    {
        var failure = Should.Throw<IcebergException>(() => Evolve(
            new SchemaChange.Add(new ColumnPath("name"), new IcebergType.Int()),
            new SchemaChange.Add(new ColumnPath("age"), new IcebergType.Int(), Required: true),
            new SchemaChange.Add(new ColumnPath("seen"), new IcebergType.TimestampNanos(true)),
            new SchemaChange.Drop(new ColumnPath("id")),
            new SchemaChange.Drop(new ColumnPath("nobody")),
            new SchemaChange.Rename(new ColumnPath("name"), "id"),
            new SchemaChange.Rename(new ColumnPath("scores", "element"), "item"),
            new SchemaChange.Promote(new ColumnPath("name"), new IcebergType.Int()),
            new SchemaChange.Promote(new ColumnPath("id"), new IcebergType.Date()),
            new SchemaChange.Move(new ColumnPath("id"), new ColumnPosition.Before("street")),
            new SchemaChange.MakeOptional(new ColumnPath("id"))));
        failure.Kind.ShouldBe(IcebergFault.Invalid);
        string.Join('\n', failure.Problems).ShouldBeApproved();
    }

    [Fact]
    public void A_key_of_a_map_cannot_change()
    {
        var schema = Of(Column(1, "m", new IcebergType.Map(2, new IcebergType.Int(), 3, new IcebergType.Int(), false)));
        Should.Throw<IcebergException>(() => SchemaEvolution.Apply(schema, 3, [new SchemaChange.Promote(new ColumnPath("m", "key"), new IcebergType.Long())]));
        SchemaEvolution.Apply(schema, 3, [new SchemaChange.Promote(new ColumnPath("m", "value"), new IcebergType.Long())])
            .Schema.Fields[0].Type.ShouldBe(new IcebergType.Map(2, new IcebergType.Int(), 3, new IcebergType.Long(), false));
    }

    [Fact]
    public void Dates_become_timestamps_in_version_3_only()
    {
        SchemaChange[] changes = [new SchemaChange.Promote(new ColumnPath("d"), new IcebergType.Timestamp(false))];
        var schema = Of(Column(1, "d", new IcebergType.Date()));
        Should.Throw<IcebergException>(() => SchemaEvolution.Apply(schema, 1, changes));
        SchemaEvolution.Apply(schema, 1, changes, formatVersion: 3).Schema.Fields[0].Type.ShouldBe(new IcebergType.Timestamp(false));
    }

    [Fact]
    public void Rows_of_another_schema_fit_after_the_union()
    {
        var incoming = FreshIds.Of(Of(
            Column(0, "address", new IcebergType.Struct(new FieldList([Column(0, "zip", new IcebergType.Int()), Column(0, "street", new IcebergType.String())]))),
            Column(0, "id", new IcebergType.Long(), required: true),
            Column(0, "seen", new IcebergType.Timestamp(true)),
            Column(0, "nothing", new IcebergType.Unknown()),
            Column(0, "scores", new IcebergType.List(0, new IcebergType.Double(), ElementRequired: true))));
        Evolve([.. SchemaEvolution.UnionByName(People, incoming)])
            .ShouldBe("struct<1: id: long, 2: name: string, 3: address: struct<5: street: string, 7: zip: int>, 4: scores: list<double>, 8: seen: timestamptz>");
    }

    [Fact]
    public void A_narrower_type_fits_as_it_is()
    {
        var table = Of(Column(1, "n", new IcebergType.Long()), Column(2, "p", new IcebergType.Decimal(12, 2)));
        var rows = Of(Column(1, "n", new IcebergType.Int()), Column(2, "p", new IcebergType.Decimal(9, 2)));
        SchemaEvolution.UnionByName(table, rows).ShouldBeEmpty();
        SchemaEvolution.UnionByName(rows, table).Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_required_and_left_out_becomes_optional() =>
        SchemaEvolution.UnionByName(Of(Column(1, "a", new IcebergType.Int(), required: true), Column(2, "b", new IcebergType.Int(), required: true)), Of(Column(1, "a", new IcebergType.Int())))
            .ShouldBe([new SchemaChange.MakeOptional(new ColumnPath("a")), new SchemaChange.MakeOptional(new ColumnPath("b"))]);

    [Fact]
    public void Types_that_cannot_meet_are_told_at_once() =>
        Should.Throw<IcebergException>(() => SchemaEvolution.UnionByName(
            Of(Column(1, "a", new IcebergType.Int()), Column(2, "b", new IcebergType.Decimal(9, 2))),
            Of(Column(1, "a", new IcebergType.String()), Column(2, "b", new IcebergType.Decimal(9, 3)))))
            .Problems.ShouldBe(["'a' is int in the table and string in the rows.", "'b' is decimal(9, 2) in the table and decimal(9, 3) in the rows."]);

    [Fact]
    public void A_union_with_itself_changes_nothing_and_after_a_union_nothing_is_left_to_change() =>
        Prop.ForAll(Schemas.Any, Schemas.Any, (table, rows) =>
        {
            SchemaEvolution.UnionByName(table, table, 3).ShouldBeEmpty();
            var renamed = rows with { Fields = new FieldList(rows.Fields.Select(field => field with { Name = field.Name + "'" })) };
            var evolved = SchemaEvolution.Apply(table, SchemaFields.HighestId(table), SchemaEvolution.UnionByName(table, renamed, 3), 3);
            return SchemaEvolution.UnionByName(evolved.Schema, renamed, 3).Count == 0;
        }).QuickCheckThrowOnFailure();

    private static string Evolve(params SchemaChange[] changes) =>
        TypeText.Print(new IcebergType.Struct(SchemaEvolution.Apply(People, 6, changes).Schema.Fields));
}
