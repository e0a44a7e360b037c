namespace Tarn.Iceberg.Commits;

/// <summary>A change ready to be committed: what must hold, then what changes.</summary>
public sealed record TableCommit
{
    /// <summary>Checked against the table as it is at the commit.</summary>
    public required IReadOnlyList<TableRequirement> Requirements { get; init; }

    /// <summary>Applied in order.</summary>
    public required IReadOnlyList<TableUpdate> Updates { get; init; }

    /// <summary>The manifests and the manifest list that were written for it; of no use when it is surely not made.</summary>
    public IReadOnlyList<string> WrittenFiles { get; init; } = [];
}
