namespace Tarn.Iceberg.Metadata;

/// <summary>A part of a sort order as JSON has it (spec, Appendix C, "Sort Orders").</summary>
internal sealed record SortFieldDocument
{
    public string? Transform { get; init; }

    public int? SourceId { get; init; }

    /// <summary>Version 3: the sources of a transform of several columns; one source stands in either.</summary>
    public IReadOnlyList<int>? SourceIds { get; init; }

    public string? Direction { get; init; }

    public string? NullOrder { get; init; }
}
