namespace Tarn.Sql.Trees;

/// <summary>Something that is selected from. Closed.</summary>
public abstract record TableNode : SqlNode
{
    private TableNode() { }

    /// <summary>Its name in the query; empty when none is given.</summary>
    public string Alias { get; init; } = "";

    /// <summary>A table, a view, a CTE, or a file whose name is written as a table's: <c>'y.csv'</c>.</summary>
    public sealed record Base : TableNode
    {
        /// <summary>The catalog; empty when none is written. Of <c>a.b</c>, <c>a</c> may be a catalog too: DuckDB tells it as the schema.</summary>
        public required string Catalog { get; init; }

        /// <summary>The schema; empty when none is written.</summary>
        public required string Schema { get; init; }

        /// <summary>The table's name.</summary>
        public required string Name { get; init; }

        /// <summary>The unit of <c>at (...)</c>: VERSION or TIMESTAMP; null when there is no such clause.</summary>
        public string? AtUnit { get; init; }

        /// <summary>The value of <c>at (...)</c>; null when there is no such clause.</summary>
        public SqlExpression? At { get; init; }
    }

    /// <summary>Two tables joined.</summary>
    public sealed record Join : TableNode
    {
        /// <summary>The left side; null in a tree that DuckDB did not write.</summary>
        public TableNode? Left { get; init; }

        /// <summary>The right side; null in a tree that DuckDB did not write.</summary>
        public TableNode? Right { get; init; }

        /// <summary>DuckDB's word: INNER, LEFT, SEMI ...</summary>
        public required string Type { get; init; }

        /// <summary>DuckDB's word: REGULAR, CROSS, NATURAL, ASOF, POSITIONAL.</summary>
        public required string Kind { get; init; }

        /// <summary>The columns of <c>using</c>; empty when there is none.</summary>
        public required IReadOnlyList<string> Using { get; init; }

        /// <summary>The condition; null when there is none.</summary>
        public SqlExpression? Condition { get; init; }
    }

    /// <summary>A query in brackets.</summary>
    public sealed record Subquery : TableNode
    {
        /// <summary>The query; null in a tree that DuckDB did not write.</summary>
        public QueryNode? Query { get; init; }
    }

    /// <summary>A function that gives rows.</summary>
    public sealed record Function : TableNode
    {
        /// <summary>The call; null in a tree that DuckDB did not write.</summary>
        public SqlExpression.Function? Call { get; init; }
    }

    /// <summary>Rows written out.</summary>
    public sealed record Values : TableNode;

    /// <summary>A pivoted or unpivoted table.</summary>
    public sealed record Pivot : TableNode
    {
        /// <summary>What is pivoted; null in a tree that DuckDB did not write.</summary>
        public TableNode? Source { get; init; }
    }

    /// <summary><c>describe</c>, <c>summarize</c>, <c>show</c>.</summary>
    public sealed record Show : TableNode
    {
        /// <summary>DuckDB's word: DESCRIBE, SUMMARY ...</summary>
        public required string Kind { get; init; }

        /// <summary>The query that is described; null when it is not a query.</summary>
        public QueryNode? Query { get; init; }
    }

    /// <summary>Nothing: a select without from.</summary>
    public sealed record Empty : TableNode;

    /// <summary>A kind not known here; its pieces are in <see cref="SqlNode.Children"/>.</summary>
    public sealed record Other : TableNode
    {
        /// <summary>DuckDB's word for it.</summary>
        public required string Type { get; init; }
    }
}
