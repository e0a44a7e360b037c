using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Scans;

/// <summary>Finds the deletes that concern a data file, by the rules of the spec ("Scan Planning").</summary>
internal sealed class DeleteIndex
{
    /// <summary>The field id of the data file's path in a file of position deletes.</summary>
    private const int FilePathId = 2147483546;

    private readonly ILookup<string, ScanDelete> _vectors;
    private readonly ILookup<string, ScanDelete> _byPath;
    private readonly ILookup<PartitionKey, ScanDelete> _byPartition;
    private readonly ILookup<PartitionKey, ScanDelete> _equality;
    private readonly ScanDelete[] _everywhere;

    /// <summary>For all deletes of a snapshot.</summary>
    /// <param name="deletes">The live ones.</param>
    /// <param name="isUnpartitioned">Whether a spec id is that of an unpartitioned spec: equality deletes of such a one apply everywhere.</param>
    public DeleteIndex(IReadOnlyList<ScanDelete> deletes, Func<int, bool> isUnpartitioned)
    {
        var positions = deletes.Where(d => d.File.Content is FileContent.PositionDeletes && !d.IsVector).ToList();
        var equality = deletes.Where(d => d.File.Content is FileContent.EqualityDeletes).ToList();
        _vectors = deletes.Where(d => d.IsVector).ToLookup(d => d.File.ReferencedDataFile ?? "", StringComparer.Ordinal);
        _byPath = positions.Where(d => d.File.ReferencedDataFile is not null).ToLookup(d => d.File.ReferencedDataFile!, StringComparer.Ordinal);
        _byPartition = positions.Where(d => d.File.ReferencedDataFile is null).ToLookup(d => KeyOf(d.File));
        _equality = equality.Where(d => !isUnpartitioned(d.File.SpecId)).ToLookup(d => KeyOf(d.File));
        _everywhere = [.. equality.Where(d => isUnpartitioned(d.File.SpecId))];
        IsEmpty = deletes.Count == 0;
    }

    /// <summary>True when the snapshot has no deletes.</summary>
    public bool IsEmpty { get; }

    /// <summary>
    /// The deletes of a file with this data sequence number. Position deletes concern files as old as themselves or older, equality deletes
    /// only older ones; a deletion vector stands for all position deletes of its file.
    /// </summary>
    public IReadOnlyList<ScanDelete> Of(DataFile file, long sequenceNumber)
    {
        if (IsEmpty)
            return [];
        var key = KeyOf(file);
        var vectors = _vectors[file.Path].Where(d => d.SequenceNumber >= sequenceNumber).ToList();
        var positions = vectors.Count > 0
            ? vectors
            : _byPath[file.Path].Concat(_byPartition[key].Where(d => MayName(d.File, file.Path))).Where(d => d.SequenceNumber >= sequenceNumber);
        return [.. positions, .. _equality[key].Concat(_everywhere).Where(d => d.SequenceNumber > sequenceNumber)];
    }

    /// <summary>False when the bounds of the paths in a file of position deletes leave the data file out.</summary>
    private static bool MayName(DataFile deletes, string path)
    {
        var (least, most) = (BoundOf(deletes.LowerBounds), BoundOf(deletes.UpperBounds));
        return (least is null || ValueOrder.Compare(least, path) <= 0) && (most is null || ValueOrder.Compare(most, path) >= 0);
    }

    private static object? BoundOf(IReadOnlyDictionary<int, byte[]>? bounds) =>
        bounds?.GetValueOrDefault(FilePathId) is { } bytes ? SingleValue.Decode(new IcebergType.String(), bytes) : null;

    private static PartitionKey KeyOf(DataFile file) => new(file.SpecId, file.Partition);
}
