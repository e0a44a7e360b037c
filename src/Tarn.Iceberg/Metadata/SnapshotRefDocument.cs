namespace Tarn.Iceberg.Metadata;

/// <summary>A branch or tag as JSON has it (spec, Appendix C, "Snapshot References").</summary>
internal sealed record SnapshotRefDocument
{
    public long? SnapshotId { get; init; }

    public string? Type { get; init; }

    public int? MinSnapshotsToKeep { get; init; }

    public long? MaxSnapshotAgeMs { get; init; }

    public long? MaxRefAgeMs { get; init; }

    public static SnapshotRefDocument Of(SnapshotRef named) => named switch
    {
        SnapshotRef.Branch branch => new()
        {
            SnapshotId = branch.SnapshotId,
            Type = "branch",
            MinSnapshotsToKeep = branch.MinSnapshotsToKeep,
            MaxSnapshotAgeMs = branch.MaxSnapshotAgeMs,
            MaxRefAgeMs = branch.MaxRefAgeMs,
        },
        SnapshotRef.Tag tag => new() { SnapshotId = tag.SnapshotId, Type = "tag", MaxRefAgeMs = tag.MaxRefAgeMs },
        _ => throw new IcebergException(IcebergFault.Invalid, $"{named.GetType().Name} is neither a branch nor a tag."),
    };

    public SnapshotRef ToRef(string path, string location)
    {
        var snapshot = SnapshotId ?? throw IcebergException.BrokenProperty(location, path + ".snapshot-id", "is missing.");
        return Type?.ToLowerInvariant() switch
        {
            "branch" => new SnapshotRef.Branch(snapshot, MinSnapshotsToKeep, MaxSnapshotAgeMs, MaxRefAgeMs),
            "tag" => new SnapshotRef.Tag(snapshot, MaxRefAgeMs),
            null => throw IcebergException.BrokenProperty(location, path + ".type", "is missing."),
            _ => throw IcebergException.BrokenProperty(location, path + ".type", $"is '{Type}', neither branch nor tag."),
        };
    }
}
