using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The engine tells a column of a query that is nothing but NULL as INTEGER. Where a table has a column of another type it is asked again, since such a column fits
/// any type. The query is not run.
/// </summary>
internal static class NullColumns
{
    /// <summary>The columns, with the type of NULL at every depth where that is what they are and the table's type is no integer.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="select">The query.</param>
    /// <param name="columns">Its columns as the engine tells them.</param>
    /// <param name="table">The table that the rows go to.</param>
    public static IReadOnlyList<DuckDbColumn> Told(DuckDbConnection connection, string select, IReadOnlyList<DuckDbColumn> columns, TableSchema table)
    {
        var places = columns.SelectMany(column => PlacesIn(column.Type, SqlText.Name(column.Name), KnownOf(column, table.Fields))).ToList();
        if (places.Count == 0)
            return columns;
        using var result = connection.Query(
            $"select {string.Join(", ", places.Select(place => $"typeof({place})"))}\nfrom (select * from (\n{select}\n) as rows where false) right join (values (1)) on true");
        var nulls = places.Zip(result.ReadAll()[0]).Where(place => place.Second is "\"NULL\"").Select(place => place.First).ToHashSet(StringComparer.Ordinal);
        return [.. columns.Select(column => column with { Type = Of(column.Type, SqlText.Name(column.Name), nulls) })];
    }

    private static IcebergType? KnownOf(DuckDbColumn column, IEnumerable<NestedField>? fields) => fields?.FirstOrDefault(field => field.Name == column.Name)?.Type;

    private static IEnumerable<string> PlacesIn(DuckDbType type, string place, IcebergType? known) => (type, known) switch
    {
        (DuckDbType.Scalar { Kind: DuckDbScalar.Integer }, not (null or IcebergType.Int or IcebergType.Long)) => [place],
        (DuckDbType.List l, IcebergType.List t) => PlacesIn(l.Element, Element(place), t.Element),
        (DuckDbType.Map m, IcebergType.Map t) => PlacesIn(m.Value, Value(place), t.Value),
        (DuckDbType.Struct s, IcebergType.Struct t) => s.Fields.SelectMany(field => PlacesIn(field.Type, Child(place, field), KnownOf(field, t.Fields))),
        _ => [],
    };

    private static DuckDbType Of(DuckDbType type, string place, HashSet<string> nulls) => type switch
    {
        DuckDbType.Scalar when nulls.Contains(place) => new DuckDbType.Scalar(DuckDbScalar.SqlNull),
        DuckDbType.List l => new DuckDbType.List(Of(l.Element, Element(place), nulls)),
        DuckDbType.Map m => m with { Value = Of(m.Value, Value(place), nulls) },
        DuckDbType.Struct s => new DuckDbType.Struct([.. s.Fields.Select(field => field with { Type = Of(field.Type, Child(place, field), nulls) })]),
        _ => type,
    };

    private static string Element(string place) => $"({place})[1]";

    private static string Value(string place) => $"map_values({place})[1]";

    private static string Child(string place, DuckDbColumn field) => $"({place}).{SqlText.Name(field.Name)}";
}
