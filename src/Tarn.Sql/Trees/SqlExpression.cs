namespace Tarn.Sql.Trees;

/// <summary>Something with a value. Closed.</summary>
public abstract record SqlExpression : SqlNode
{
    private SqlExpression() { }

    /// <summary>DuckDB's word for what it is: COLUMN_REF, COMPARE_EQUAL, OPERATOR_CAST ...</summary>
    public required string Type { get; init; }

    /// <summary>Its name in the result; empty when none is given.</summary>
    public string Alias { get; init; } = "";

    /// <summary>A column: <c>a.b.c</c> may be a table's column or a struct's field.</summary>
    public sealed record Column : SqlExpression
    {
        /// <summary>The names between the dots.</summary>
        public required IReadOnlyList<string> Names { get; init; }
    }

    /// <summary><c>*</c>, <c>t.*</c>, <c>columns(...)</c>.</summary>
    public sealed record Star : SqlExpression
    {
        /// <summary>The table whose columns it is; empty when it is all.</summary>
        public required string Relation { get; init; }

        /// <summary>The columns that are left out.</summary>
        public required IReadOnlyList<string> Excluded { get; init; }

        /// <summary>The columns that are replaced, and by what.</summary>
        public required IReadOnlyList<KeyValuePair<string, SqlExpression>> Replaced { get; init; }
    }

    /// <summary>A function or an operator that is one.</summary>
    public sealed record Function : SqlExpression
    {
        /// <summary>Its name.</summary>
        public required string Name { get; init; }

        /// <summary>Its schema; empty when none is written.</summary>
        public required string Schema { get; init; }

        /// <summary>Its arguments.</summary>
        public required IReadOnlyList<SqlExpression> Arguments { get; init; }
    }

    /// <summary>A function over a window.</summary>
    public sealed record Window : SqlExpression
    {
        /// <summary>The function's name.</summary>
        public required string Name { get; init; }

        /// <summary>What the window is cut by.</summary>
        public required IReadOnlyList<SqlExpression> Partitions { get; init; }
    }

    /// <summary>A query with a value.</summary>
    public sealed record Subquery : SqlExpression
    {
        /// <summary>DuckDB's word: SCALAR, EXISTS, NOT_EXISTS, ANY.</summary>
        public required string Kind { get; init; }

        /// <summary>The query; null in a tree that DuckDB did not write.</summary>
        public QueryNode? Query { get; init; }
    }

    /// <summary>A value written out.</summary>
    public sealed record Constant : SqlExpression
    {
        /// <summary>The value when it is text; null when it is anything else.</summary>
        public string? Text { get; init; }

        /// <summary>The value as DuckDB writes it in JSON, with its type.</summary>
        public required string Json { get; init; }
    }

    /// <summary>Any other class of expression, known to DuckDB or new: its pieces are in <see cref="SqlNode.Children"/>.</summary>
    public sealed record Other : SqlExpression
    {
        /// <summary>DuckDB's word for the class: CASE, CAST, COMPARISON, LAMBDA ...</summary>
        public required string Class { get; init; }
    }
}
