namespace Tarn.Iceberg.Partitions;

/// <summary>A partition field as JSON has it (spec, Appendix C, "Partition Specs").</summary>
internal sealed record PartitionFieldDocument
{
    public int? SourceId { get; init; }

    /// <summary>Version 3: the sources of a transform of several columns; one source stands in either.</summary>
    public IReadOnlyList<int>? SourceIds { get; init; }

    /// <summary>Missing in version 1.</summary>
    public int? FieldId { get; init; }

    public string? Name { get; init; }

    public string? Transform { get; init; }
}
