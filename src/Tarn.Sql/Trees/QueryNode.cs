namespace Tarn.Sql.Trees;

/// <summary>A query. Closed.</summary>
public abstract record QueryNode : SqlNode
{
    private QueryNode() { }

    /// <summary>The tables of its <c>with</c> clause, in order: each sees those before it.</summary>
    public required IReadOnlyList<CommonTable> Ctes { get; init; }

    /// <summary><c>select ... from ...</c></summary>
    public sealed record Select : QueryNode
    {
        /// <summary>What is selected.</summary>
        public required IReadOnlyList<SqlExpression> Columns { get; init; }

        /// <summary>What it is selected from; null when there is no such part.</summary>
        public TableNode? From { get; init; }

        /// <summary>The condition on rows; null when there is none.</summary>
        public SqlExpression? Where { get; init; }

        /// <summary>What is grouped by.</summary>
        public required IReadOnlyList<SqlExpression> Groups { get; init; }

        /// <summary>The condition on groups; null when there is none.</summary>
        public SqlExpression? Having { get; init; }

        /// <summary>The condition on windows; null when there is none.</summary>
        public SqlExpression? Qualify { get; init; }
    }

    /// <summary>Queries put together.</summary>
    public sealed record SetOperation : QueryNode
    {
        /// <summary>DuckDB's word: UNION, UNION_BY_NAME, EXCEPT, INTERSECT.</summary>
        public required string Kind { get; init; }

        /// <summary>Whether rows that are twice there stay.</summary>
        public required bool KeepsAll { get; init; }

        /// <summary>The queries, at least two.</summary>
        public required IReadOnlyList<QueryNode> Parts { get; init; }
    }

    /// <summary>The query of a recursive CTE.</summary>
    public sealed record Recursive : QueryNode
    {
        /// <summary>The CTE's name, which only the step sees.</summary>
        public required string Name { get; init; }

        /// <summary>What it starts with; null in a tree that DuckDB did not write.</summary>
        public QueryNode? Start { get; init; }

        /// <summary>What is done again and again; null in a tree that DuckDB did not write.</summary>
        public QueryNode? Step { get; init; }
    }

    /// <summary>A query of a kind not known here; its pieces are in <see cref="SqlNode.Children"/>.</summary>
    public sealed record Other : QueryNode
    {
        /// <summary>DuckDB's word for it.</summary>
        public required string Type { get; init; }
    }
}
