using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Sources.Files;
using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>Adds Parquet files to a table where they lie, in one commit: only their footers are read.</summary>
public sealed class FilesImport(LakeCatalog catalog, LakeTables tables, LakeEngine engine, IdSource ids)
{
    private const int TriesMax = 10;

    /// <summary>What an import would do. Nothing is done.</summary>
    /// <exception cref="TarnException">Invalid <c>import.no-files</c>, <c>import.files</c>, <c>import.parquet</c>, <c>import.not-a-table</c>.</exception>
    public async Task<FileImportPlan> PlanAsync(FileImportRequest request, CancellationToken cancel)
    {
        using var connection = engine.Connect();
        return FileImportPlanner.Plan((await StateAsync(connection, request, FoundFiles.Find(request.Files, tables.Files), ids.NextUuid(), cancel)).State);
    }

    /// <summary>Plans and does it. A table that somebody else changes meanwhile is planned for anew.</summary>
    /// <exception cref="TarnException">As <see cref="PlanAsync"/>; Invalid <c>import.conflict</c>, everything that is to be settled; <c>table.snapshot-property</c>; as commits.</exception>
    public async Task<ImportedFiles> ImportAsync(FileImportRequest request, CancellationToken cancel)
    {
        SnapshotProperties.Check(request.SnapshotProperties, request.Table.ToString());
        var found = FoundFiles.Find(request.Files, tables.Files);
        var intent = new SnapshotIntent { SnapshotId = ids.NextSnapshotId(), TimestampMs = NowMs, CommitUuid = ids.NextUuid(), Properties = request.SnapshotProperties };
        var (uuid, key) = (ids.NextUuid(), ids.NextHex(32));
        using var connection = engine.Connect();
        for (var tries = 1; ; tries++)
        {
            var (state, entry) = await StateAsync(connection, request, found, uuid, cancel);
            var plan = FileImportPlanner.Plan(state);
            if (plan.Conflicts.Count > 0)
                throw new TarnException(FailureKind.Invalid, [.. plan.Conflicts.Select(conflict => conflict.ToProblem())]);
            if (plan.Files.Count == 0)
                return new ImportedFiles(plan, entry?.MetadataLocation, SnapshotId: null, Commit: null);
            try
            {
                return await CommitAsync(request, (plan, entry), intent, key, cancel);
            }
            catch (TarnException e) when (tries < TriesMax && e.Problems.All(problem => problem.Code == "catalog.table-moved"))
            {
            }
        }
    }

    private long NowMs => ids.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<(FileImportState State, TableEntry.Table? Entry)> StateAsync(
        DuckDbConnection connection, FileImportRequest request, FoundFiles found, Guid uuid, CancellationToken cancel)
    {
        var entry = await EntryAsync(request, cancel);
        var table = entry is null ? null : await tables.MetadataAsync(entry, cancel);
        var there = table is null ? [] : (await tables.PlanAsync(table, cancel)).Files.Select(file => tables.FilesFor(table).PlaceOf(file.File.Path)).ToHashSet(StringComparer.Ordinal);
        var more = found.Files.Where(file => !there.Contains(RewriteText.PlaceOf(file.Path))).ToList();
        var read = await new FileFooters(tables, tables.Files.Reading([found.Folder]), connection).ReadAsync(more, cancel);
        return (new FileImportState
        {
            Name = request.Table,
            Table = table,
            MetadataLocation = entry?.MetadataLocation,
            Files = [.. read.Where(file => file.Rows > 0)],
            Skipped = found.Files.Count - more.Count,
            Empty = read.Count(file => file.Rows == 0),
            Folder = found.Folder,
            Uuid = uuid,
            Location = tables.NewLocation(request.Table, uuid),
            NowMs = NowMs,
        }, entry);
    }

    private async Task<TableEntry.Table?> EntryAsync(FileImportRequest request, CancellationToken cancel)
    {
        var found = await (await catalog.TreeAtAsync(request.Branch.Value, cancel)).FindAsync(request.Table, cancel);
        return found is null or TableEntry.Table ? (TableEntry.Table?)found : throw new TarnException(FailureKind.Invalid, new Problem(
            "import.not-a-table", $"'{request.Table}' is a view, which takes no files.", $"{request.Branch}", "Import them under another name."));
    }

    private async Task<ImportedFiles> CommitAsync(
        FileImportRequest request, (FileImportPlan Plan, TableEntry.Table? Entry) planned, SnapshotIntent intent, string key, CancellationToken cancel)
    {
        var shaped = planned.Plan.Shaped!;
        var append = await AppendFiles.PrepareAsync(tables.FilesFor(shaped), shaped, intent, planned.Plan.DataFiles, cancel);
        var changed = MetadataChange.Apply(shaped, append.Updates, intent.TimestampMs, planned.Entry?.MetadataLocation);
        var entry = await tables.SaveAsync(planned.Entry, changed, ids.NextUuid(), cancel);
        var commit = await catalog.CommitAsync(
            new CommitRequest
            {
                Branch = request.Branch,
                Author = request.Author,
                Message = $"import {planned.Plan.Files.Count} files into {request.Table}",
                Changes = [new TableWrite(request.Table, planned.Entry, entry)],
                Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["imported-from"] = request.Files },
                IdempotencyKey = key,
            },
            cancel);
        return new ImportedFiles(planned.Plan, entry.MetadataLocation, intent.SnapshotId, commit.Id);
    }
}
