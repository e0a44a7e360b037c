namespace Tarn.Iceberg.Manifests;

/// <summary>What was read of some neighbouring blocks of a manifest.</summary>
/// <param name="inherit">What its entries inherit.</param>
internal sealed class ManifestRun(EntryInheritance inherit)
{
    private readonly List<ManifestEntry> _entries = [];
    private readonly List<(int At, long RowsBefore)> _open = [];

    /// <summary>The entries that stay, with all they inherit but row ids.</summary>
    public IReadOnlyList<ManifestEntry> Entries => _entries;

    /// <summary>Those whose first row id is open: place among the entries, and rows of this run that take ids before them.</summary>
    public IReadOnlyList<(int At, long RowsBefore)> Open => _open;

    /// <summary>Rows of this run that take row ids of the manifest's.</summary>
    public long Rows { get; private set; }

    /// <summary>Live data files that did not stay.</summary>
    public int Dropped { get; private set; }

    /// <summary>An entry that stays.</summary>
    public void Keep(ManifestEntry entry)
    {
        if (inherit.TakesRowIds(entry))
        {
            _open.Add((_entries.Count, Rows));
            Rows += entry.File.RecordCount;
        }
        _entries.Add(inherit.Apply(entry));
    }

    /// <summary>An entry that nobody wants: it is checked like any other, and takes its row ids.</summary>
    public void Drop(ManifestEntry entry)
    {
        inherit.SequenceOf(entry);
        Rows += inherit.TakesRowIds(entry) ? entry.File.RecordCount : 0;
        Dropped += entry.Status is not EntryStatus.Deleted && entry.File.Content is FileContent.Data ? 1 : 0;
    }
}
