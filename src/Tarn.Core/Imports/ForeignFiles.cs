using Tarn.Engine;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>What a foreign table's branches and tags need: every manifest is read, and every file looked for, before anything is committed.</summary>
/// <param name="files">The files as the table will read them.</param>
/// <param name="table">The table.</param>
/// <param name="engine">Reads files of deletes, when there are any.</param>
internal sealed class ForeignFiles(TableFiles files, ForeignTable table, Func<LakeEngine> engine)
{
    private const int ProblemsMax = 10;
    private const int FilesAtOnceMax = 8;
    private readonly HashSet<string> _locations = [table.Location, table.Metadata.Location];
    private readonly List<Problem> _problems = [];
    private int _missing;

    /// <summary>The data files of the current snapshot; none when there is no snapshot.</summary>
    /// <exception cref="TarnException">Corrupt <c>import.missing</c>, Invalid <c>import.outside</c>, <c>import.rewrite</c>: everything that is not there or not to be read.</exception>
    public async Task<ScanPlan> CheckAsync(CancellationToken cancel)
    {
        var current = new ScanPlan { Files = [] };
        foreach (var snapshot in Wanted())
        {
            var plan = await PlanAsync(snapshot, cancel);
            if (plan is not null && snapshot.SnapshotId == table.Metadata.CurrentSnapshotId)
                current = plan;
        }
        CheckRewrites();
        return _problems.Count == 0 ? current : throw Refused();
    }

    /// <summary>The snapshots of branches and tags, each once.</summary>
    private IEnumerable<Snapshot> Wanted() =>
        table.Metadata.Refs.Values.Select(named => (long?)named.SnapshotId).Append(table.Metadata.CurrentSnapshotId).OfType<long>().Distinct()
            .Select(id => table.Metadata.FindSnapshot(id)).OfType<Snapshot>();

    /// <summary>The files of a snapshot, all of them looked for; null when its manifests cannot be read.</summary>
    private async Task<ScanPlan?> PlanAsync(Snapshot snapshot, CancellationToken cancel)
    {
        _locations.UnionWith(snapshot.ManifestList is { } list ? [list] : snapshot.Manifests);
        try
        {
            _locations.UnionWith((await SnapshotManifests.ReadAsync(files, snapshot, cancel)).Select(manifest => manifest.Path));
            var plan = await TableScan.PlanAsync(files, ScanRequest.Of(table.Metadata, snapshot), cancel);
            await LookForAsync(plan, cancel);
            return plan;
        }
        catch (ObjectNotFoundException e)
        {
            Tell(e.Location, "manifest");
        }
        catch (LocationOutsideException e)
        {
            TellOutside(e.Location);
        }
        return null;
    }

    private async Task LookForAsync(ScanPlan plan, CancellationToken cancel)
    {
        var deletes = plan.Files.SelectMany(file => file.Deletes).Select(delete => delete.File).ToList();
        var all = plan.Files.Select(file => file.File).Concat(deletes).DistinctBy(file => file.Path, StringComparer.Ordinal).Where(file => _locations.Add(file.Path)).ToList();
        var found = new bool?[all.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnceMax, CancellationToken = cancel };
        await Parallel.ForAsync(0, all.Count, options, async (i, cancelOne) => found[i] = await IsThereAsync(all[i], cancelOne));
        foreach (var (file, isThere) in all.Zip(found))
        {
            if (isThere is null)
                TellOutside(file.Path);
            else if (isThere is false)
                Tell(file.Path, file.Content is FileContent.Data ? "data file" : "file of deletes");
        }
        if (_problems.Count == 0)
            await LookIntoAsync([.. deletes.Where(delete => delete is { Content: FileContent.PositionDeletes, ContentOffset: null }).DistinctBy(delete => delete.Path, StringComparer.Ordinal)], cancel);
    }

    /// <summary>Deletes by position name data files. What they name by a prefix that leads nowhere would not be deleted, and nobody would be told.</summary>
    private async Task LookIntoAsync(IReadOnlyList<DataFile> deletes, CancellationToken cancel)
    {
        if (deletes.Count == 0)
            return;
        using var connection = engine().Connect();
        using var result = connection.Query($"select distinct file_path from {ReadSql.Scan(PositionDeleteFile.Schema, await DeleteFiles.LocalPathsAsync(files, deletes, cancel))}", cancel: cancel);
        foreach (var named in result.Rows().Select(row => row[0] as string).OfType<string>().Order(StringComparer.Ordinal))
        {
            _locations.Add(named);
            if (!IsReadable(named))
                TellOutside(named);
        }
    }

    /// <summary>Null for a file that lies where nothing may be read.</summary>
    private async Task<bool?> IsThereAsync(DataFile file, CancellationToken cancel)
    {
        DeleteFiles.RequireParquetOrVector(file);
        return IsReadable(file.Path) ? await files.SizeAsync(file.Path, cancel) is not null : null;
    }

    private bool IsReadable(string location) => files.IsInStore(location) || files.IsOutside(location);

    private void CheckRewrites()
    {
        foreach (var rewrite in table.Outside.Where(folder => folder.From != folder.To && !_locations.Any(location => TableFiles.StartsWith(location, folder.From))))
            _problems.Add(new Problem(
                "import.rewrite", $"No location of the table starts with '{rewrite.From}'.", table.Location, $"Its locations start with '{table.Metadata.Location}'. Leave the rewrite out, or write the prefix as the metadata does."));
    }

    private void Tell(string location, string what)
    {
        if (_missing++ < ProblemsMax)
            _problems.Add(new Problem("import.missing", $"The {what} '{location}' is not there.", PathOf(location), Rewritten(location)));
    }

    private void TellOutside(string location)
    {
        if (_missing++ < ProblemsMax)
            _problems.Add(new Problem("import.outside", $"The table names '{location}', which lies in none of the folders that were given.", table.Location, Rewritten(location)));
    }

    private string PathOf(string location) => files.PlaceOf(location) is var place && place.StartsWith("file://", StringComparison.Ordinal) ? place["file://".Length..] : place;

    /// <summary>A table that was moved as a whole lies around its metadata file; a part of its locations may have another scheme or host before the same path.</summary>
    private string Rewritten(string location)
    {
        var home = ForeignTableReading.HomeOf(table.Location);
        var path = table.Metadata.Location.Contains("://", StringComparison.Ordinal) ? new Uri(table.Metadata.Location).AbsolutePath : table.Metadata.Location.TrimStart('.');
        var at = location.IndexOf(path.Trim('/') + "/", StringComparison.Ordinal);
        return at >= 0 && !TableFiles.StartsWith(table.Metadata.Location, home)
            ? $"If the table was moved, add --rewrite {location[..(at + path.Trim('/').Length)]}={PathOf(home)}."
            : $"If the files lie in another folder now, add --rewrite {location[..Math.Max(location.LastIndexOf('/'), 1)]}=FOLDER.";
    }

    private TarnException Refused()
    {
        if (_missing > ProblemsMax)
            _problems.Add(new Problem("import.missing", $"{_missing - ProblemsMax} files more cannot be read.", table.Location));
        return new TarnException(FailureKind.Invalid, _problems);
    }
}
