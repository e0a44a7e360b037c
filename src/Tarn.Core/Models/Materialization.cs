namespace Tarn.Models;

/// <summary>How a model becomes a table. Closed.</summary>
/// <param name="Name">dbt's word for it.</param>
public abstract record Materialization(string Name)
{
    /// <summary>A query that is kept by name and run by whoever reads it.</summary>
    public sealed record View() : Materialization("view");

    /// <summary>A table that is written whole each time. What a model is when nothing is said.</summary>
    public sealed record Table() : Materialization("table");

    /// <summary>A table that new rows are added to.</summary>
    /// <param name="UniqueKey">The columns that tell one row from another; empty only when rows are appended.</param>
    /// <param name="Strategy">What becomes of rows with the same key.</param>
    public sealed record Incremental(IReadOnlyList<string> UniqueKey, IncrementalStrategy Strategy) : Materialization("incremental")
    {
        /// <summary>Of <see cref="IncrementalStrategy.ReplaceWhere"/>: conditions in SQL, all of which the rows fit that go, and those that come.</summary>
        public IReadOnlyList<string> Predicates { get; init; } = [];

        /// <summary>True builds it from nothing each time, false never; null leaves it to the run.</summary>
        public bool? FullRefresh { get; init; }
    }

    /// <summary>No table: a CTE in every model that refers to it.</summary>
    public sealed record Ephemeral() : Materialization("ephemeral");
}
