namespace Tarn.Iceberg.Metadata;

/// <summary>The files of a table at one time (spec, "Snapshots").</summary>
public sealed record Snapshot
{
    /// <summary>Unique in the table.</summary>
    public required long SnapshotId { get; init; }

    /// <summary>The snapshot it was made from; null for the first, and where the writer left it out.</summary>
    public long? ParentSnapshotId { get; init; }

    /// <summary>Grows with every snapshot; 0 in version 1.</summary>
    public long SequenceNumber { get; init; }

    /// <summary>When it was made, milliseconds since 1970 UTC.</summary>
    public required long TimestampMs { get; init; }

    /// <summary>The location of the manifest list; null in version 1 tables that list <see cref="Manifests"/>.</summary>
    public string? ManifestList { get; init; }

    /// <summary>Version 1: the locations of the manifests, when there is no manifest list.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary><c>operation</c> and what else the writer tells (spec, "Optional Snapshot Summary Fields"); empty in old version 1 tables.</summary>
    public IReadOnlyDictionary<string, string> Summary { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The table's schema when it was made; null when the writer left it out.</summary>
    public int? SchemaId { get; init; }

    /// <summary>Version 3: the first row id of its added rows.</summary>
    public long? FirstRowId { get; init; }

    /// <summary>Version 3: how many row ids it took.</summary>
    public long? AddedRows { get; init; }

    /// <summary>Version 3: the key that encrypts the manifest list; null when it is not encrypted.</summary>
    public string? KeyId { get; init; }

    /// <summary>append, overwrite, replace or delete; null when the writer left it out.</summary>
    public string? Operation => Summary.GetValueOrDefault("operation");
}
