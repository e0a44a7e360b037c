using Tarn.Iceberg.Commits;

namespace Tarn.Iceberg.Merges;

/// <summary>How two sides of a table go together, or that they do not. Closed.</summary>
public abstract record TableMergePlan
{
    private TableMergePlan() { }

    /// <summary>They do.</summary>
    public sealed record Ready : TableMergePlan
    {
        /// <summary>Data files that come to the target.</summary>
        public int AddedFiles => Steps.Sum(step => step.Added.Count(entry => entry.File.Content is Manifests.FileContent.Data));

        /// <summary>Data files that go.</summary>
        public int RemovedFiles => Steps.Sum(step => step.Removed.Count(entry => entry.File.Content is Manifests.FileContent.Data));

        /// <summary>What changes but snapshots: columns, layout, properties.</summary>
        public required IReadOnlyList<TableUpdate> Updates { get; init; }

        /// <summary>True when the target has everything.</summary>
        public bool IsEmpty => Steps.Count + Updates.Count == 0;

        /// <summary>True when files come or go, be it files of deletes.</summary>
        public bool MakesSnapshot => Steps.Count > 0;

        internal IReadOnlyList<MergeStep> Steps { get; init; } = [];

        /// <summary>What the last snapshot tells beside its counts.</summary>
        internal IReadOnlyDictionary<string, string> Told { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>They do not.</summary>
    /// <param name="Reasons">Every reason, each a sentence without its full stop.</param>
    /// <param name="Partitions">The partitions it is about, <c>day=2026-06-04</c>; none when it is about the whole table.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons, IReadOnlyList<string> Partitions) : TableMergePlan;
}
