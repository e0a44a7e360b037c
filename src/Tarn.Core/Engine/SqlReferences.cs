using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Sql.Trees;

namespace Tarn.Engine;

/// <summary>Which of a lake's tables a query names.</summary>
public static class SqlReferences
{
    /// <summary>The tables named <c>namespace.table</c>, each once, in order of their first appearance.</summary>
    /// <exception cref="DuckDbException">Parser: it is not SQL.</exception>
    /// <exception cref="DuckDbNotSerializableException">It is SQL, but no SELECT.</exception>
    public static IReadOnlyList<TableName> TablesIn(DuckDbConnection connection, string sql) =>
        [.. TableReferences.Of(SqlTree.Parse(connection.SerializeSql(sql))).Tables
            .Select(r => TableName.TryParseNested($"{r.Schema}.{r.Name}"))
            .OfType<TableName>()
            .Distinct()];

    /// <summary>The versions and metadata tables that it names, each once.</summary>
    /// <exception cref="DuckDbException">Parser: it is not SQL.</exception>
    /// <exception cref="DuckDbNotSerializableException">It is SQL, but no SELECT.</exception>
    public static IReadOnlyList<TableAspect> AspectsIn(DuckDbConnection connection, string sql) =>
        [.. TableReferences.Of(SqlTree.Parse(connection.SerializeSql(sql))).Tables.Select(r => TableAspect.TryParse(r.Schema, r.Name)).OfType<TableAspect>().Distinct()];
}
