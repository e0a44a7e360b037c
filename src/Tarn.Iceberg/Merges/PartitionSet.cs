using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Merges;

/// <summary>Partitions that were touched. Those of different specs cannot be told apart, so they may be the same.</summary>
internal sealed class PartitionSet
{
    private readonly HashSet<PartitionKey> _keys = [];
    private readonly List<DataFile> _files = [];

    /// <summary>Every partition there is and may come to be.</summary>
    public bool Everything { get; set; }

    /// <summary>True when no partition was touched.</summary>
    public bool IsEmpty => !Everything && _keys.Count == 0;

    /// <summary>A file in each partition, in the order they were touched.</summary>
    public IReadOnlyList<DataFile> Files => _files;

    /// <summary>The partition of a file.</summary>
    public static PartitionKey KeyOf(DataFile file) => new(file.SpecId, file.Partition);

    /// <summary>Adds the partition of a file.</summary>
    public void Add(DataFile file)
    {
        if (_keys.Add(KeyOf(file)))
            _files.Add(file);
    }

    /// <summary>A file in each partition that both may have touched; null when they have none in common. Empty means all of them.</summary>
    public IReadOnlyList<DataFile>? Shared(PartitionSet other)
    {
        if (IsEmpty || other.IsEmpty)
            return null;
        if (Everything || other.Everything)
            return Everything && other.Everything ? [] : Everything ? other._files : _files;
        var shared = _files.Where(file => other._keys.Contains(KeyOf(file)) || other._keys.Any(key => key.SpecId != file.SpecId)).ToList();
        return shared.Count == 0 ? null : shared;
    }
}
