using Tarn.Engine;

namespace Tarn.Lakehouse;

/// <summary>Rows of one table to be deleted or updated.</summary>
public sealed record RowEditRequest
{
    /// <summary>The table.</summary>
    public required TableName Table { get; init; }

    /// <summary>The branch that gets the commit.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>What to do. Its conditions and expressions may name other tables of the branch.</summary>
    public required RowEdit Edit { get; init; }

    /// <summary>Who does it.</summary>
    public required string Author { get; init; }

    /// <summary>What the log says; null for what is done to which table. The condition is never written there: it may tell of a person.</summary>
    public string? Message { get; init; }

    /// <summary>What the table's snapshot tells beside its counts.</summary>
    public IReadOnlyDictionary<string, string> SnapshotProperties { get; init; } = Engine.SnapshotProperties.None;

    /// <summary>True only counts the rows.</summary>
    public bool IsDry { get; init; }
}
