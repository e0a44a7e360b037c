using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>Which rows of a table are in the partitions of others, as SQL. Pure text.</summary>
internal static class PartitionSql
{
    private const string Alias = "_tarn_new";

    /// <summary>A condition over the table's columns. Missing values are one value.</summary>
    /// <param name="spec">What partitions are made by; every column is the schema's.</param>
    /// <param name="schema">The table's.</param>
    /// <param name="newRows">The relation of the others.</param>
    /// <param name="given">The columns it has; one that it lacks has its write default.</param>
    public static string In(PartitionSpec spec, TableSchema schema, string newRows, IReadOnlySet<string> given)
    {
        var fields = spec.Fields.Where(field => field.Transform is not Transform.Void).ToList();
        return $"{Tuple(fields, schema, Column)} in (\nselect {Tuple(fields, schema, New)}\nfrom {newRows} as {Alias}\n)";

        string New(IReadOnlyList<string> path, int id)
        {
            var top = schema.Fields.Single(field => field.Name == path[0]);
            var value = given.Contains(path[0]) ? $"{Alias}.{Column(path, id)}" : path.Count == 1 ? DefaultSql.OfWrites(top) : "null";
            return $"({value})::{EngineType.SqlOf(SchemaFields.ById(schema, id)!.Type)}";
        }
    }

    private static string Column(IReadOnlyList<string> path, int id) => string.Join('.', path.Select(SqlText.Name));

    private static string Tuple(IReadOnlyList<PartitionField> fields, TableSchema schema, Func<IReadOnlyList<string>, int, string> column) =>
        $"struct_pack({string.Join(", ", fields.Select((field, i) => $"p{i} := {TransformSql.Of(field.Transform, SchemaFields.ById(schema, field.SourceId)!.Type, column(SchemaFields.PathOf(schema, field.SourceId)!.Names, field.SourceId))}"))})";
}
