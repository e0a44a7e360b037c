using FsCheck;
using FsCheck.Fluent;
using Tarn.Engine;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;
using Tarn.Imports;
using Tarn.Storage;

namespace Tarn.Core.Tests.Imports;

public sealed class FileImportPlannerTests
{
    private static readonly string[] Types = ["INTEGER", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL(9,2)", "DECIMAL(18,2)", "DECIMAL(9,3)", "VARCHAR", "DATE", "UBIGINT"];
    private static readonly string[] Names = ["a", "b", "c", "A"];

    [Fact]
    public void The_order_of_files_changes_neither_what_fits_nor_the_types()
    {
        var file = Gen.Choose(0, 7).SelectMany(mask => Gen.Elements(Types).ArrayOf(Names.Length).Select(types => Names.Zip(types).Where((_, i) => mask >> i % 3 % 2 == 0 || i == 0).ToArray()));
        Prop.ForAll(file.ArrayOf(4).ToArbitrary(), files =>
        {
            var one = Plan(null, [.. files.Select((columns, i) => FileOf($"/d/{i}.parquet", columns))]);
            var other = Plan(null, [.. files.Select((columns, i) => FileOf($"/d/{i}.parquet", columns)).Reverse()]);
            Told(one).ShouldBe(Told(other));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_file_can_be_read_as_the_type_that_its_column_gets()
    {
        Prop.ForAll(Gen.Elements(Types).ArrayOf(3).ToArbitrary(), types =>
        {
            var plan = Plan(null, [.. types.Select((type, i) => FileOf($"/d/{i}.parquet", ("a", type)))]);
            return plan.Conflicts.Count > 0
                ? types.Contains("UBIGINT") || types.Any(a => types.Any(b => !Fits(a, b) && !Fits(b, a)))
                : types.All(type => TypePromotion.Allows(FileFields.TypeOf(type, 2)!, plan.Shaped!.CurrentSchema.Fields[0].Type));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0L, true)]
    [InlineData(1L, false)]
    [InlineData(null, false)]
    public void A_required_column_stays_so_as_long_as_files_tell_that_they_have_no_nulls(long? nulls, bool stays)
    {
        var table = Table(new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long(), Required = true });
        var plan = Plan(table, [FileOf("/d/a.parquet", ("id", "BIGINT")) with { Statistics = [new FooterStatistics { Values = 3, Nulls = nulls }] }]);
        plan.Columns.Single().IsRequired.ShouldBe(stays);
    }

    [Fact]
    public void A_required_column_that_a_file_lacks_may_be_null_from_then_on()
    {
        var table = Table(new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long(), Required = true });
        Plan(table, [FileOf("/d/a.parquet", ("other", "BIGINT"))]).Columns.Select(c => (c.Name, c.IsRequired)).ShouldBe([("id", false), ("other", false)]);
    }

    [Fact]
    public void Files_without_ids_are_known_by_the_mapping_that_the_table_has()
    {
        var table = Table(new NestedField { Id = 1, Name = "now", Type = new IcebergType.Int() }) with
        {
            Properties = new Dictionary<string, string> { [NameMapping.Property] = """[{"field-id":1,"names":["once"]}]""" },
        };
        var plan = Plan(table, [FileOf("/d/a.parquet", ("once", "INTEGER"), ("more", "VARCHAR"))]);
        plan.Columns.Select(c => $"{c.Name} {c.Before}").ShouldBe(["now int", "more "]);
        plan.Shaped!.Properties[NameMapping.Property].ShouldBe("""[{"field-id":1,"names":["once","now"]},{"field-id":2,"names":["more"]}]""");
    }

    [Fact]
    public void A_folder_of_some_files_only_says_nothing_and_is_told()
    {
        Plan(null, [FileOf("/d/k=1/a.parquet", ("id", "INTEGER")), FileOf("/d/b.parquet", ("id", "INTEGER"))]).Conflicts.Single().What.ShouldBe("'k' is a folder of some files, and not of others.");
        Plan(null, [FileOf("/d/k=1/a.parquet", ("id", "INTEGER")), FileOf("/d/k=2/b.parquet", ("id", "INTEGER"), ("k", "INTEGER"))]).Conflicts.Single().What.ShouldBe("'k' is a folder of some files, and a column of others.");
        Plan(null, [FileOf("/d/k=1/a.parquet", ("k", "BIGINT"))]).Partitions.ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_whose_value_is_none_of_the_tables_type_is_told()
    {
        var table = Table(new NestedField { Id = 1, Name = "k", Type = new IcebergType.Int() });
        Plan(table, [FileOf("/d/k=01/a.parquet", ("id", "INTEGER"))]).DataFiles.Single().Partition.ShouldBe([1]);
        Plan(table, [FileOf("/d/k=one/a.parquet", ("id", "INTEGER"))]).Conflicts.Single().What.ShouldBe("'k' is int in the table, and 'one' in a folder.");
    }

    [Fact]
    public void Folders_that_split_nothing_in_the_table_yet_split_the_files_and_the_tables_own_spec_stays()
    {
        var table = Table(new NestedField { Id = 1, Name = "id", Type = new IcebergType.Int() });
        var plan = Plan(table, [FileOf("/d/k=1/a.parquet", ("id", "INTEGER"))]);
        (plan.Shaped!.DefaultSpecId, plan.DataFiles.Single().SpecId).ShouldBe((0, 1));
        plan.Shaped.Spec(1).Fields.Single().Transform.ShouldBe(new Transform.Identity());
    }

    [Fact]
    public void Columns_inside_structs_lists_and_maps_are_joined_too()
    {
        static ImportedFile Nested(string path, params FileColumn[] children) => FileOf(path) with
        {
            Schema = new FileSchema(
            [
                new FileColumn("s", null, new FileType.Struct(children)),
                new FileColumn("l", null, new FileType.List(new FileColumn("element", null, new FileType.Struct(children)))),
                new FileColumn("m", null, new FileType.Map(new FileColumn("key", null, new FileType.Leaf("VARCHAR")), new FileColumn("value", null, new FileType.Struct(children)))),
            ]),
        };
        var plan = Plan(null, [Nested("/d/a.parquet", new FileColumn("x", null, new FileType.Leaf("INTEGER"))), Nested("/d/b.parquet", new FileColumn("x", null, new FileType.Leaf("BIGINT")), new FileColumn("y", null, new FileType.Leaf("DATE")))]);
        plan.Columns.Select(c => c.Type).ShouldBe(["struct<4: x: long, 5: y: date>", "list<struct<7: x: long, 8: y: date>>", "map<string, struct<11: x: long, 12: y: date>>"]);
        Plan(null, [Nested("/d/a.parquet", new FileColumn("x", null, new FileType.Leaf("INTEGER"))), Nested("/d/b.parquet", new FileColumn("x", null, new FileType.Leaf("VARCHAR")))])
            .Conflicts.Select(c => c.Column).ShouldBe(["s.x", "l.element.x", "m.value.x"]);
    }

    private static bool Fits(string a, string b) => FileFields.TypeOf(a, 2) is { } from && FileFields.TypeOf(b, 2) is { } to && TypePromotion.Allows(from, to);

    private static string Told(FileImportPlan plan) => plan.Conflicts.Count > 0
        ? string.Join(',', plan.Conflicts.Select(c => c.Column.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal))
        : string.Join(',', plan.Columns.Select(c => $"{c.Name} {c.Type}").Order(StringComparer.Ordinal));

    private static TableMetadata Table(params NestedField[] fields) => TableMetadata.Create(
        new NewTable { TableUuid = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Location = "file:///lake/t", Schema = new TableSchema { SchemaId = 0, Fields = new FieldList(fields) } }, nowMs: 1);

    private static ImportedFile FileOf(string path, params (string Name, string Type)[] columns) => new()
    {
        Path = path,
        Bytes = 100,
        Rows = 3,
        Schema = new FileSchema([.. columns.Select(column => new FileColumn(column.Name, null, new FileType.Leaf(column.Type)))]),
    };

    private static FileImportPlan Plan(TableMetadata? table, IReadOnlyList<ImportedFile> files) => FileImportPlanner.Plan(new FileImportState
    {
        Name = ImportScene.Name,
        Table = table,
        Files = files,
        Folder = new PrefixRewrite("file:///d", "file:///d"),
        Uuid = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        Location = "file:///lake/t",
        NowMs = 2,
    });
}
