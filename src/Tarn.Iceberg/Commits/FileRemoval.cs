using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Commits;

/// <summary>Which live entries a snapshot removes, manifest by manifest.</summary>
internal sealed class FileRemoval
{
    private readonly FileScope? _scope;
    private readonly HashSet<PartitionKey> _partitions;
    private readonly HashSet<string> _paths;
    private readonly HashSet<string> _missing;
    private readonly HashSet<string> _withoutDeletes;
    private readonly HashSet<(string Path, long? Offset)> _deletes;
    private readonly bool _everything;

    /// <summary>Removes nothing when <paramref name="scope"/> is null.</summary>
    public FileRemoval(FileScope? scope, IReadOnlyList<DataFile> added, TableMetadata metadata)
    {
        _scope = scope;
        _paths = [.. scope is FileScope.Locations locations ? locations.Paths : scope is FileScope.Rewritten data ? data.DataFiles : []];
        _deletes = [.. scope is FileScope.Rewritten { Deletes: { } files } ? files.Select(file => (file.Path, file.ContentOffset)) : []];
        _missing = [.. _paths];
        _withoutDeletes = scope is FileScope.Locations named ? [.. named.Paths, .. named.DeletesOf] : [];
        _partitions = [.. scope is FileScope.PartitionsOfAdded ? added.Select(file => new PartitionKey(file.SpecId, file.Partition)) : []];
        _everything = scope is FileScope.WholeTable
            || (scope is FileScope.PartitionsOfAdded && added.Any(file => metadata.Spec(file.SpecId).Fields.All(field => field.Transform is Transform.Void)));
    }

    /// <summary>Whether a manifest may hold a file to remove; what has no live file has none.</summary>
    public bool MayTouch(ManifestFile manifest) => _scope is not null && (_scope, manifest) switch
    {
        (_, { AddedFiles: 0, ExistingFiles: 0 }) => false,
        _ when _everything => true,
        (FileScope.PartitionsOfAdded, _) => _partitions.Any(partition => partition.SpecId == manifest.SpecId),
        _ => manifest.Deletes ? _withoutDeletes.Count + _deletes.Count > 0 : _missing.Count > 0,
    };

    /// <summary>Whether the file is removed.</summary>
    public bool Takes(DataFile file)
    {
        if (_everything || _partitions.Contains(new PartitionKey(file.SpecId, file.Partition)))
            return true;
        _missing.Remove(file.Path);
        return (file.Content is FileContent.Data ? _paths.Contains(file.Path) : _deletes.Contains((file.Path, file.ContentOffset)) || _paths.Contains(file.Path))
            || (file is { Content: FileContent.PositionDeletes, ReferencedDataFile: { } only } && _withoutDeletes.Contains(only));
    }

    /// <summary>To be called when every manifest was seen.</summary>
    /// <exception cref="IcebergException">Conflict: files that were to be removed are not live.</exception>
    public void CheckAllFound(string location)
    {
        if (_missing.Count == 0)
            return;
        var some = string.Join(", ", _missing.Order(StringComparer.Ordinal).Take(3));
        throw new IcebergException(
            IcebergFault.Conflict, $"{location}: {_missing.Count} of {_paths.Count} files to remove are not in the table any more: {some}.", location);
    }
}
