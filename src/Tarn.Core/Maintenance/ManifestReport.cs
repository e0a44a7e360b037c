namespace Tarn.Maintenance;

/// <summary>What became of a table's manifests, or would.</summary>
public sealed record ManifestReport
{
    /// <summary>The table.</summary>
    public required TableName Table { get; init; }

    /// <summary>Manifests that are replaced.</summary>
    public int Before { get; init; }

    /// <summary>Manifests that take their place.</summary>
    public int After { get; init; }

    /// <summary>The commit's id; null when nothing was done.</summary>
    public string? Commit { get; init; }

    /// <summary>Why they were left as they are; null when they were not.</summary>
    public string? Note { get; init; }
}
