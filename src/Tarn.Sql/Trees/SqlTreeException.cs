namespace Tarn.Sql.Trees;

/// <summary>Text that DuckDB could not parse, or a tree that is none.</summary>
/// <param name="what">What is wrong, in DuckDB's words.</param>
/// <param name="kind">DuckDB's word for it: <c>parser</c>, <c>not implemented</c>; <c>tree</c> when the tree itself is not one.</param>
/// <param name="position">The byte in the SQL where it is wrong, in UTF-8; null when DuckDB does not tell.</param>
public sealed class SqlTreeException(string what, string kind, ulong? position = null) : Exception(what)
{
    /// <summary>DuckDB's word for what is wrong.</summary>
    public string Kind => kind;

    /// <summary>The byte in the SQL where it is wrong, in UTF-8; null when DuckDB does not tell.</summary>
    public ulong? Position => position;
}
