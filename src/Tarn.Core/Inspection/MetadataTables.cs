using Tarn.Iceberg.Manifests;

namespace Tarn.Inspection;

/// <summary>The metadata tables by name.</summary>
internal static class MetadataTables
{
    private static readonly SortedDictionary<string, Func<InspectedTable, CancellationToken, Task<MetadataTable>>> ByName = new(StringComparer.Ordinal)
    {
        ["snapshots"] = (table, _) => Task.FromResult(HistoryTables.Snapshots(table)),
        ["history"] = (table, _) => Task.FromResult(HistoryTables.History(table)),
        ["refs"] = (table, _) => Task.FromResult(HistoryTables.Refs(table)),
        ["metadata_log_entries"] = (table, _) => Task.FromResult(HistoryTables.MetadataLog(table)),
        ["manifests"] = ManifestTables.OfSnapshotAsync,
        ["all_manifests"] = ManifestTables.OfAllAsync,
        ["partitions"] = PartitionsTable.ReadAsync,
        ["files"] = async (table, cancel) => await FileTables.FilesAsync(table, await table.ManifestsAsync(cancel), _ => true, cancel),
        ["data_files"] = async (table, cancel) => await FileTables.FilesAsync(table, await table.ManifestsAsync(cancel), IsData, cancel),
        ["delete_files"] = async (table, cancel) => await FileTables.FilesAsync(table, await table.ManifestsAsync(cancel), content => !IsData(content), cancel),
        ["all_files"] = async (table, cancel) => await FileTables.FilesAsync(table, await table.AllManifestsAsync(cancel), _ => true, cancel),
        ["all_data_files"] = async (table, cancel) => await FileTables.FilesAsync(table, await table.AllManifestsAsync(cancel), IsData, cancel),
        ["all_delete_files"] = async (table, cancel) => await FileTables.FilesAsync(table, await table.AllManifestsAsync(cancel), content => !IsData(content), cancel),
        ["entries"] = async (table, cancel) => await FileTables.EntriesAsync(table, await table.ManifestsAsync(cancel), cancel),
        ["all_entries"] = async (table, cancel) => await FileTables.EntriesAsync(table, await table.AllManifestsAsync(cancel), cancel),
    };

    /// <summary>Their names, sorted.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>A metadata table; null when there is none of the name.</summary>
    public static async Task<MetadataTable?> ReadAsync(string name, InspectedTable table, CancellationToken cancel) =>
        ByName.TryGetValue(name, out var read) ? await read(table, cancel) : null;

    private static bool IsData(FileContent content) => content is FileContent.Data;
}
