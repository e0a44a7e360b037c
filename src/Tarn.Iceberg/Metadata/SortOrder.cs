namespace Tarn.Iceberg.Metadata;

/// <summary>How rows are sorted inside files (spec, "Sorting").</summary>
public sealed record SortOrder
{
    /// <summary>The id in the table's list; 0 is the order of tables that are not sorted.</summary>
    public required int OrderId { get; init; }

    /// <summary>Its parts, the first sorted by first; empty when not sorted.</summary>
    public IReadOnlyList<SortField> Fields { get; init; } = [];

    /// <summary>No order.</summary>
    public static SortOrder Unsorted { get; } = new() { OrderId = 0 };
}
