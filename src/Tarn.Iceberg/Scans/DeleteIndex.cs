using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Scans;

/// <summary>Finds the deletes that concern a data file, by the rules of the spec ("Scan Planning"). Deletes that concern none are left out by that.</summary>
internal sealed class DeleteIndex
{
    private readonly ILookup<string, ScanDelete> _vectors;
    private readonly ILookup<string, ScanDelete> _byPath;
    private readonly ILookup<PartitionKey, PathBounds> _byPartition;
    private readonly ILookup<PartitionKey, ScanDelete> _equality;
    private readonly ScanDelete[] _everywhere;

    /// <summary>For all deletes of a snapshot.</summary>
    /// <param name="deletes">The live ones.</param>
    /// <param name="isUnpartitioned">Whether a spec id is that of an unpartitioned spec: equality deletes of such a one apply everywhere.</param>
    public DeleteIndex(IReadOnlyList<ScanDelete> deletes, Func<int, bool> isUnpartitioned)
    {
        var positions = deletes.Where(d => d.File.Content is FileContent.PositionDeletes && !d.IsVector).Select(PathBounds.Of).ToList();
        var equality = deletes.Where(d => d.File.Content is FileContent.EqualityDeletes).ToList();
        _vectors = deletes.Where(d => d.IsVector).ToLookup(d => d.File.ReferencedDataFile ?? "", StringComparer.Ordinal);
        _byPath = positions.Where(d => d.OnlyPath is not null).ToLookup(d => d.OnlyPath!, d => d.Delete, StringComparer.Ordinal);
        _byPartition = positions.Where(d => d.OnlyPath is null).ToLookup(d => KeyOf(d.Delete.File));
        _equality = equality.Where(d => !isUnpartitioned(d.File.SpecId)).ToLookup(d => KeyOf(d.File));
        _everywhere = [.. equality.Where(d => isUnpartitioned(d.File.SpecId))];
        IsEmpty = deletes.Count == 0;
    }

    /// <summary>True when the snapshot has no deletes.</summary>
    public bool IsEmpty { get; }

    /// <summary>
    /// The deletes of a file with this data sequence number, all but the equality deletes of unpartitioned specs of its own spec and tuple. Position
    /// deletes concern files as old as themselves or older, equality deletes only older ones; a deletion vector stands for all position deletes of its
    /// file.
    /// </summary>
    /// <exception cref="IcebergException">Corrupt: two deletion vectors concern the file.</exception>
    public IReadOnlyList<ScanDelete> Of(DataFile file, long sequenceNumber)
    {
        if (IsEmpty)
            return [];
        var key = KeyOf(file);
        IEnumerable<ScanDelete> positions = VectorOf(file, key, sequenceNumber) is { } vector
            ? [vector]
            : _byPath[file.Path].Where(d => KeyOf(d.File).Equals(key)).Concat(_byPartition[key].Where(d => d.MayName(file.Path)).Select(d => d.Delete))
                .Where(d => d.SequenceNumber >= sequenceNumber);
        return [.. positions, .. _equality[key].Concat(_everywhere).Where(d => d.SequenceNumber > sequenceNumber)];
    }

    private ScanDelete? VectorOf(DataFile file, PartitionKey key, long sequenceNumber)
    {
        var vectors = _vectors[file.Path].Where(d => d.SequenceNumber >= sequenceNumber && KeyOf(d.File).Equals(key)).ToList();
        return vectors.Count < 2
            ? vectors.FirstOrDefault()
            : throw IcebergException.Corrupt(file.Path, $"has {vectors.Count} deletion vectors, in {string.Join(" and ", vectors.Select(d => d.File.Path).Distinct())}; a snapshot has one a file at most.");
    }

    private static PartitionKey KeyOf(DataFile file) => new(file.SpecId, file.Partition);
}
