namespace Tarn.Iceberg.Scans;

/// <summary>The files that answer a scan, in the order of the manifests, and what was spared.</summary>
public sealed record ScanPlan
{
    /// <summary>The data files.</summary>
    public required IReadOnlyList<ScanFile> Files { get; init; }

    /// <summary>The live files of deletes in the manifests read, those that concern no data file too.</summary>
    public IReadOnlyList<ScanDelete> Deletes { get; init; } = [];

    /// <summary>Manifests that were read, those of deletes included.</summary>
    public int ManifestsRead { get; init; }

    /// <summary>Manifests that were left unread because of their partition summaries.</summary>
    public int ManifestsPruned { get; init; }

    /// <summary>Live data files of the manifests read that were left out because of their tuples or bounds.</summary>
    public int FilesPruned { get; init; }

    /// <summary>True when a file has deletes: a reader that does not apply them must refuse.</summary>
    public bool HasDeletes => Files.Any(file => file.Deletes.Count > 0);

    /// <summary>Rows in the files, deleted ones included.</summary>
    public long Rows => Files.Sum(file => file.File.RecordCount);
}
