using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

/// <summary>
/// Random changes of schemas, at the top and inside structs, lists and maps, between files that were written by each of them. What is read is held against
/// the values by field id, put into the last schema.
/// </summary>
public sealed class NestedEvolutionTests : IDisposable
{
    private static readonly string[] Names = ["a", "b", "c", "A b"];

    private readonly DeletesScene _scene = new();
    private readonly List<(TableSchema Schema, Dictionary<int, object?> Values)> _rows = [];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    public void Dispose() => _scene.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_read_is_what_was_written_put_into_the_last_schema(int seed)
    {
        var chance = new Random(seed);
        var start = new FieldList(Enumerable.Range(0, 3).Select(i => new NestedField { Id = i + 1, Name = $"t{i}", Type = RandomType(chance, 3) }));
        var table = await _scene.CreateAsync(new TableSchema { SchemaId = 0, Fields = start }, formatVersion: 3);
        for (var generation = 0; generation < 6; generation++)
        {
            table = await AppendAsync(table, chance);
            table = await EvolveAsync(table, chance);
            await CheckAsync(table);
        }
    }

    private async Task<TableEntry.Table> AppendAsync(TableEntry.Table table, Random chance)
    {
        var schema = (await _scene.Tables.MetadataAsync(table, default)).CurrentSchema;
        var rows = Enumerable.Range(0, 4).Select(_ => schema.Fields.ToDictionary(field => field.Id, field => RandomValue(chance, field.Type))).ToList();
        _rows.AddRange(rows.Select(row => (schema, row)));
        return await _scene.AddAsync(table, _scene.DataFile(string.Join(" union all ", rows.Select(row => Select(schema, row))), FieldIds(schema.Fields)));
    }

    private async Task<TableEntry.Table> EvolveAsync(TableEntry.Table table, Random chance)
    {
        var metadata = await _scene.Tables.MetadataAsync(table, default);
        var schema = metadata.CurrentSchema;
        var last = metadata.LastColumnId;
        for (var i = 0; i < 5; i++)
        {
            try
            {
                (schema, last) = SchemaEvolution.Apply(schema, last, [RandomChange(chance, schema)], formatVersion: 3);
            }
            catch (Iceberg.IcebergException)
            {
                // A change that cannot be, of a map's key or to a name that is taken: the next one.
            }
        }
        schema = schema with { SchemaId = metadata.Schemas.Count };
        return await _scene.SaveAsync(table, metadata with { Schemas = [.. metadata.Schemas, schema], CurrentSchemaId = schema.SchemaId, LastColumnId = last });
    }

    private async Task CheckAsync(TableEntry.Table table)
    {
        var schema = (await _scene.Tables.MetadataAsync(table, default)).CurrentSchema;
        using var expected = _scene.Connection.Query($"select columns(*)::varchar from ({string.Join(" union all ", _rows.Select(row => Select(schema, row.Values)))}) order by all");
        var rows = expected.Rows().Select(row => string.Join(',', row)).ToList();
        (await _scene.RowsAsync(table, "select columns(*)::varchar from t order by all")).ShouldBe(rows);
    }

    private static SchemaChange RandomChange(Random chance, TableSchema schema)
    {
        var all = SchemaFields.All(schema).ToList();
        var (path, field) = all[chance.Next(all.Count)];
        var structs = all.Where(found => found.Field.Type is IcebergType.Struct).Select(found => found.Path).Append(ColumnPath.Root).ToList();
        var added = RandomType(chance, 2);
        var isOnly = all.Count(found => found.Path.Parent.Equals(path.Parent)) == 1;
        return chance.Next(5) switch
        {
            0 when !isOnly => new SchemaChange.Drop(path),
            1 => new SchemaChange.Rename(path, Names[chance.Next(Names.Length)]),
            2 => new SchemaChange.Move(path, new ColumnPosition.First()),
            3 => new SchemaChange.Promote(path, Wider(field.Type)),
            _ => new SchemaChange.Add(structs[chance.Next(structs.Count)].Child(Names[chance.Next(Names.Length)]), added, Default: RandomDefault(chance, added)),
        };
    }

    private static IcebergType Wider(IcebergType type) => type switch
    {
        IcebergType.Int => new IcebergType.Long(),
        IcebergType.Float => new IcebergType.Double(),
        IcebergType.Decimal d => new IcebergType.Decimal(d.Precision + 3, d.Scale),
        IcebergType.Date => new IcebergType.Timestamp(WithZone: false),
        _ => type,
    };

    private static object? RandomDefault(Random chance, IcebergType type) => chance.Next(2) == 0 ? null : type switch
    {
        IcebergType.Int => chance.Next(100),
        IcebergType.String => "it's ä default",
        IcebergType.Date => 19_000,
        IcebergType.Struct => new NestedValue("{}"),
        IcebergType.List { Element: IcebergType.Int } => new NestedValue("[1, null, 3]"),
        _ => null,
    };

    private static IcebergType RandomType(Random chance, int depth) => chance.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new IcebergType.Int(),
        1 => new IcebergType.Float(),
        2 => new IcebergType.Decimal(5, 2),
        3 => new IcebergType.String(),
        4 => new IcebergType.Date(),
        5 => new IcebergType.List(0, RandomType(chance, depth - 1), false),
        6 => new IcebergType.Map(0, new IcebergType.String(), 0, RandomType(chance, depth - 1), false),
        _ => new IcebergType.Struct(new FieldList(Names.Take(chance.Next(1, 4)).Select(name => new NestedField { Id = 0, Name = name, Type = RandomType(chance, depth - 1) }))),
    };

    /// <summary>A struct by field id, the elements of a list, the values of a map with keys k0, k1, ..., or the text of a plain value.</summary>
    private static object? RandomValue(Random chance, IcebergType type) => chance.Next(6) == 0 ? null : type switch
    {
        IcebergType.Int or IcebergType.Long => chance.Next(1000).ToString(),
        IcebergType.Float or IcebergType.Double => $"{chance.Next(100)}.5",
        IcebergType.Decimal => $"{chance.Next(100)}.25",
        IcebergType.Date or IcebergType.Timestamp => $"2024-01-{chance.Next(1, 29):00}",
        IcebergType.Struct s => s.Fields.ToDictionary(field => field.Id, field => RandomValue(chance, field.Type)),
        IcebergType.List l => Enumerable.Range(0, chance.Next(3)).Select(_ => RandomValue(chance, l.Element)).ToList(),
        IcebergType.Map m => Enumerable.Range(0, chance.Next(3)).Select(_ => RandomValue(chance, m.Value)).ToList(),
        _ => $"v{chance.Next(1000)}",
    };

    private static string Select(TableSchema schema, Dictionary<int, object?> row) =>
        $"select {string.Join(", ", schema.Fields.Select(field => $"{Child(field, row)} as {SqlText.Name(field.Name)}"))}";

    private static string Child(NestedField field, Dictionary<int, object?> values) =>
        values.TryGetValue(field.Id, out var value) ? Sql(field.Type, value) : Default(field.Type, field.InitialDefault);

    private static string Default(IcebergType type, object? value) => (type, value) switch
    {
        (IcebergType.Struct s, NestedValue) => Sql(s, new Dictionary<int, object?>()),
        (IcebergType.List, NestedValue) => "[1, null, 3]::int[]",
        (IcebergType.Date or IcebergType.Timestamp, not null) => $"'2022-01-08'::{EngineType.SqlOf(type)}",
        (_, null) => $"null::{EngineType.SqlOf(type)}",
        _ => $"{SqlText.Text(value.ToString()!)}::{EngineType.SqlOf(type)}",
    };

    private static string Sql(IcebergType type, object? value) => (type, value) switch
    {
        (_, null) => $"null::{EngineType.SqlOf(type)}",
        (IcebergType.Struct s, Dictionary<int, object?> v) => $"struct_pack({string.Join(", ", s.Fields.Select(field => $"{SqlText.Name(field.Name)} := {Child(field, v)}"))})",
        (IcebergType.List l, List<object?> v) => $"[{string.Join(", ", v.Select(item => Sql(l.Element, item)))}]::{EngineType.SqlOf(l)}",
        (IcebergType.Map m, List<object?> v) => $"map([{string.Join(", ", v.Select((_, i) => $"'k{i}'"))}], [{string.Join(", ", v.Select(item => Sql(m.Value, item)))}])::{EngineType.SqlOf(m)}",
        _ => $"{SqlText.Text((string)value)}::{EngineType.SqlOf(type)}",
    };

    private static string FieldIds(FieldList fields) => string.Join(", ", fields.Select(field => $"{SqlText.Name(field.Name)}: {Ids(field.Id, field.Type)}"));

    private static string Ids(int id, IcebergType type) => type switch
    {
        IcebergType.Struct s => $"{{__duckdb_field_id: {id}, {FieldIds(s.Fields)}}}",
        IcebergType.List l => $"{{__duckdb_field_id: {id}, element: {Ids(l.ElementId, l.Element)}}}",
        IcebergType.Map m => $"{{__duckdb_field_id: {id}, key: {Ids(m.KeyId, m.Key)}, value: {Ids(m.ValueId, m.Value)}}}",
        _ => $"{id}",
    };
}
