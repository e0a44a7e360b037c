namespace Tarn.Iceberg.Manifests;

/// <summary>Files and rows of a manifest by what happened to them.</summary>
internal sealed class ManifestTotals
{
    private readonly int[] _files = new int[3];
    private readonly long[] _rows = new long[3];
    private long? _minSequence;

    /// <summary>The least data sequence number of live entries that carry one.</summary>
    public long? MinSequence => _minSequence;

    /// <summary>Takes an entry.</summary>
    public void Add(ManifestEntry entry)
    {
        _files[(int)entry.Status]++;
        _rows[(int)entry.Status] += entry.File.RecordCount;
        if (entry.Status is not EntryStatus.Deleted && entry.SequenceNumber is { } sequence)
            _minSequence = Math.Min(sequence, _minSequence ?? sequence);
    }

    /// <summary>Files with this status.</summary>
    public int Files(EntryStatus status) => _files[(int)status];

    /// <summary>Rows in files with this status.</summary>
    public long Rows(EntryStatus status) => _rows[(int)status];
}
