using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Scans;

/// <summary>What drops the manifests and the files of one spec.</summary>
internal sealed class SpecFilter(ScanRequest request, PartitionSpec spec)
{
    private readonly ManifestEvaluator _manifests = new(request.Schema, spec, request.Filter);
    private readonly PartitionEvaluator _partitions = new(request.Schema, spec, request.Filter);
    private readonly BoundsEvaluator _bounds = new(request.Schema, request.Filter);

    /// <summary>The spec.</summary>
    public PartitionSpec Spec { get; } = spec;

    /// <summary>What entries are looked at with before they are read whole; null when every row is wanted.</summary>
    public ManifestSieve? Sieve() => request.Filter is Expression.True ? null : new ManifestSieve([.. request.Filter.FieldIds().Distinct()], Keeps);

    /// <summary>False when no file of the manifest can matter.</summary>
    public bool Keeps(ManifestFile manifest) => _manifests.MightMatch(manifest);

    /// <summary>False when no row of the file can matter. Bounds of deletes bound other rows than those that are wanted.</summary>
    public bool Keeps(DataFile file) =>
        _partitions.MightMatch(file.Partition) && (file.Content is not FileContent.Data || _bounds.MightMatch(file));
}
