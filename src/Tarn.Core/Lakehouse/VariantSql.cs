using Tarn.DuckDb;
using Tarn.Engine;

namespace Tarn.Lakehouse;

/// <summary>Queries with VARIANT columns, whose values the engine's interface does not give out. Pure.</summary>
internal static class VariantSql
{
    /// <summary>The query with JSON in the place of columns that are VARIANT or have it within; null when there are none.</summary>
    public static string? AsJson(string select, IReadOnlyList<DuckDbColumn> columns)
    {
        if (!columns.Any(column => Has(column.Type)))
            return null;
        var named = columns.Select((column, i) => $"{(Has(column.Type) ? $"cast(c{i} as json)" : $"c{i}")} as {SqlText.Name(column.Name)}");
        return $"select {string.Join(", ", named)} from ({select}\n) as tarn_query({string.Join(", ", columns.Select((_, i) => $"c{i}"))})";
    }

    private static bool Has(DuckDbType type) => type switch
    {
        DuckDbType.Scalar scalar => scalar.Kind is DuckDbScalar.Variant,
        DuckDbType.List list => Has(list.Element),
        DuckDbType.Array array => Has(array.Element),
        DuckDbType.Map map => Has(map.Key) || Has(map.Value),
        DuckDbType.Struct fields => fields.Fields.Any(field => Has(field.Type)),
        _ => false,
    };
}
