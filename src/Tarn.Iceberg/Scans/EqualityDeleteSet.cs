namespace Tarn.Iceberg.Scans;

/// <summary>Files of equality deletes that compare the same columns, and that are all global or all not.</summary>
public sealed record EqualityDeleteSet
{
    /// <summary>The field ids that are compared, ascending.</summary>
    public required IReadOnlyList<int> FieldIds { get; init; }

    /// <summary>True when the files delete from every partition, false when each deletes from its own.</summary>
    public required bool IsGlobal { get; init; }

    /// <summary>The files, each once.</summary>
    public required IReadOnlyList<ScanDelete> Files { get; init; }

    /// <summary>For each file, in their order, its partition as a number; without meaning when they are global.</summary>
    public required IReadOnlyList<int> Scopes { get; init; }
}
