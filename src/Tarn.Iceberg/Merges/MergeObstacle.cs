using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Merges;

/// <summary>Something that keeps two sides of a table from going together.</summary>
/// <param name="Reason">A sentence.</param>
/// <param name="Files">A file in each partition it is about; none when it is about the whole table.</param>
internal sealed record MergeObstacle(string Reason, IReadOnlyList<DataFile> Files)
{
    public MergeObstacle(string reason)
        : this(reason, []) { }
}
