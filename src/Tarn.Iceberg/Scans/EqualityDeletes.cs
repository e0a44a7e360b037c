using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Scans;

/// <summary>
/// The equality deletes of some data files, so that all files can be read at once: a row is deleted when a set has a row that equals it, of a higher
/// sequence number and of the row's scope or of none (spec, "Scan Planning").
/// </summary>
public sealed record EqualityDeletes
{
    /// <summary>For each data file, in their order, its partition as a number.</summary>
    public required IReadOnlyList<int> Scopes { get; init; }

    /// <summary>The sets; columns of different sets are never compared together.</summary>
    public required IReadOnlyList<EqualityDeleteSet> Sets { get; init; }

    /// <summary>The equality deletes that a plan's files have.</summary>
    /// <param name="files">Data files.</param>
    /// <param name="specs">All specs of the table.</param>
    /// <exception cref="IcebergException">Corrupt: a file of equality deletes does not say what it compares.</exception>
    public static EqualityDeletes Of(IReadOnlyList<ScanFile> files, IReadOnlyList<PartitionSpec> specs)
    {
        var global = specs.Where(spec => spec.IsUnpartitioned).Select(spec => spec.SpecId).ToHashSet();
        var scopes = new Dictionary<PartitionKey, int>();
        var deletes = files.SelectMany(file => file.Deletes).Where(d => d.File.Content is FileContent.EqualityDeletes).Distinct(SameOne);
        return new EqualityDeletes
        {
            Scopes = [.. files.Select(file => ScopeOf(scopes, file.File))],
            Sets =
            [
                .. deletes.GroupBy(d => (Ids: string.Join(',', IdsOf(d)), IsGlobal: global.Contains(d.File.SpecId))).Select(same => new EqualityDeleteSet
                {
                    FieldIds = IdsOf(same.First()),
                    IsGlobal = same.Key.IsGlobal,
                    Files = [.. same],
                    Scopes = [.. same.Select(d => ScopeOf(scopes, d.File))],
                }),
            ],
        };
    }

    private static IEqualityComparer<ScanDelete> SameOne => ReferenceEqualityComparer.Instance;

    private static int[] IdsOf(ScanDelete delete) => delete.File.EqualityIds is { Count: > 0 } ids
        ? [.. ids.Distinct().Order()]
        : throw IcebergException.Corrupt(delete.File.Path, "is a file of equality deletes whose manifest has no equality ids.");

    private static int ScopeOf(Dictionary<PartitionKey, int> scopes, DataFile file)
    {
        var key = new PartitionKey(file.SpecId, file.Partition);
        if (!scopes.TryGetValue(key, out var scope))
            scopes.Add(key, scope = scopes.Count);
        return scope;
    }
}
