using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Imports;

/// <summary>
/// Makes a table that another engine wrote one of the lake's: its files stay where they are and are read there; what is written from now on goes to the lake.
/// A table that lies in the lake already is named as it is.
/// </summary>
public sealed class MetadataImport(LakeCatalog catalog, LakeTables tables, Func<LakeEngine> engine, IdSource ids)
{
    /// <summary>Checks that all of the table can be read, then commits it.</summary>
    /// <exception cref="TarnException">
    /// Invalid <c>import.metadata</c>, <c>import.missing</c>, <c>import.outside</c>, <c>import.rewrite</c>, <c>import.table-exists</c>; as commits.
    /// </exception>
    /// <exception cref="Tarn.Iceberg.IcebergException">Corrupt or Unsupported, with the file.</exception>
    public async Task<ImportedTable> ImportAsync(TableImportRequest request, CancellationToken cancel)
    {
        await RequireAbsentAsync(request, cancel);
        var table = await new ForeignTableReading(tables.Files).ReadAsync(request.Metadata, request.Rewrites, cancel);
        var current = await new ForeignFiles(tables.Files.Reading(table.Outside), table, engine).CheckAsync(cancel);
        var (entry, metadata) = await EntryAsync(request.Table, table, cancel);
        var commit = await catalog.CommitAsync(
            new CommitRequest
            {
                Branch = request.Branch,
                Author = request.Author,
                Message = $"import table {request.Table}",
                Changes = [new TableWrite(request.Table, Expected: null, entry)],
                Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["imported-from"] = table.Location },
            },
            cancel);
        return new ImportedTable
        {
            Table = request.Table,
            ImportedFrom = table.Location,
            MetadataLocation = entry.MetadataLocation,
            FormatVersion = metadata.FormatVersion,
            SnapshotId = metadata.CurrentSnapshotId,
            Snapshots = metadata.Snapshots.Count,
            Files = current.Files.Count,
            Rows = current.Rows,
            HasDeletes = current.HasDeletes,
            Outside = table.Outside,
            Commit = commit.Id,
        };
    }

    private async Task RequireAbsentAsync(TableImportRequest request, CancellationToken cancel)
    {
        var tree = await catalog.TreeAtAsync(request.Branch.Value, cancel);
        if (await tree.FindAsync(request.Table, cancel) is { } there)
            throw new TarnException(FailureKind.Invalid, new Problem(
                "import.table-exists", $"There is a {(there is TableEntry.View ? "view" : "table")} '{request.Table}' already.", $"{request.Branch}", "Import it under another name."));
    }

    private async Task<(TableEntry.Table Entry, TableMetadata Metadata)> EntryAsync(TableName name, ForeignTable table, CancellationToken cancel)
    {
        if (table.Outside.Count == 0)
            return await tables.RegisteredAsync(table.Location, ids, cancel);
        var upgraded = ImportedMetadata.Of(table, tables.NewLocation(name, ids.NextUuid()), ids.NextUuid(), ids.Time.GetUtcNow().ToUnixTimeMilliseconds());
        var metadata = await new ManifestListUpgrade(tables.FilesFor(upgraded), upgraded, ids.NextUuid()).ApplyAsync(cancel);
        return (await tables.SaveAsync(current: null, metadata, ids.NextUuid(), cancel), metadata);
    }
}
