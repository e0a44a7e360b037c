using System.Globalization;
using Tarn.Catalog;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Maintenance;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>
/// Compaction in the middle of writers: each part of theirs (read the table, write files, commit) and of its own falls in any order that a seed says. A list
/// of what was committed tells what the table must hold.
/// </summary>
public sealed class CompactionRaceTests : IAsyncLifetime
{
    private const string Table = "silver.people";
    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-races-").FullName;
    private readonly SortedDictionary<int, string> _rows = [];
    private MaintenanceScene _lake = null!;
    private int _values;

    /// <summary>Format version and merge mode.</summary>
    public static TheoryData<int, string> Layouts => new() { { 2, "copy-on-write" }, { 2, "merge-on-read" }, { 3, "copy-on-write" }, { 3, "merge-on-read" } };

    public async ValueTask InitializeAsync() => _lake = await MaintenanceScene.OpenAsync(new LocalObjectStore(_folder), TimeProvider.System);

    public ValueTask DisposeAsync()
    {
        _lake.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task However_compaction_and_writers_meet_no_row_is_lost_or_comes_back(int version, string mode)
    {
        var (compacted, refused) = (0, 0);
        for (var seed = 0; seed < LongTests.Of(12, 75); seed++)
        {
            var report = await RoundAsync(new Random((version * 1000) + seed), version, mode);
            compacted += report.FilesBefore > 0 ? 1 : 0;
            refused += report.Note is not null ? 1 : 0;
        }
        compacted.ShouldBeGreaterThan(0);
        (compacted + refused).ShouldBeGreaterThan(LongTests.Of(12, 75) / 2);
    }

    /// <summary>One table from its beginning to its end. What the compaction that raced did.</summary>
    private async Task<CompactionReport> RoundAsync(Random chance, int version, string mode)
    {
        await BeginAsync(chance, version, mode);
        var entry = (await _lake.FindAsync(Table))!;
        var compactor = new TableCompactor(_lake.Parts, new TableCommitter(_lake.Catalog, _lake.Tables, _lake.Ids, new MaintenanceRequest()));
        var (plan, shaped) = await compactor.PlanAsync(entry, new CompactionRule { MinInputFiles = 2, DeleteRatio = 0.01 }, default);
        var report = new CompactionReport { Table = TableName.Parse(Table), Groups = plan.Groups, FilesAfter = 0, BytesAfter = 0 };
        var rewrites = new List<FileRewrite>();
        List<List<Func<Task>>> all = [WriterOf(chance), WriterOf(chance), BranchOf(chance)];
        all.Add(
        [
            async () =>
            {
                foreach (var group in plan.Groups)
                    rewrites.Add(await new RewriteWriter(_lake.Engine, _lake.Tables, _lake.Ids).WriteAsync(_lake.Connection, entry, shaped, group, default));
            },
            async () => report = await compactor.CommitAsync(TableName.Parse(Table), entry, rewrites, report, default),
        ]);
        while (all.Where(parts => parts.Count > 0).ToList() is { Count: > 0 } open)
        {
            var parts = open[chance.Next(open.Count)];
            await parts[0]();
            parts.RemoveAt(0);
        }
        await HoldsAsync();
        await _lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Compact], Compaction = new CompactionRule { IsWhole = true } });
        await HoldsAsync();
        return report;
    }

    private async Task BeginAsync(Random chance, int version, string mode)
    {
        if (await _lake.FindAsync(Table) is { } before)
            await _lake.CommitAsync(Table, before, null);
        _rows.Clear();
        var layout = new TableLayout { Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["format-version"] = $"{version}", [TableProperties.MergeMode] = mode, [TableProperties.DeleteMode] = mode } };
        for (var file = 0; file < 3 + chance.Next(3); file++)
            await _lake.AppendAsync(Table, SqlOf(Take(Enumerable.Range(file * 20, 20))), layout);
        if (chance.Next(2) == 0)
            await _lake.MergeAsync(Table, SqlOf(Take(Some(chance, 8))));
    }

    /// <summary>Somebody who writes to main, and does it again when another was first, as every client does.</summary>
    private List<Func<Task>> WriterOf(Random chance)
    {
        var (kind, keys) = (chance.Next(4), Some(chance, 5));
        TableEntry.Table? before = null;
        TableEntry.Table? after = null;
        IReadOnlyList<(int Id, string Name)> rows = [];
        async Task WriteAsync()
        {
            before = (await _lake.FindAsync(Table))!;
            rows = [.. keys.Select(key => (kind == 0 ? key + 10_000 : key, $"w{++_values}"))];
            after = kind switch
            {
                0 => await _lake.MergedAsync(Table, before, SqlOf(rows)),
                1 => await _lake.MergedAsync(Table, before, SqlOf(rows)),
                2 => await _lake.EditedAsync(Table, before, new RowEdit.Delete($"id in ({string.Join(", ", keys)})")),
                _ => await _lake.WithoutAsync(before, keys),
            };
        }

        async Task CommitAsync()
        {
            while (true)
            {
                try
                {
                    await _lake.CommitAsync(Table, before, after);
                    Apply(kind >= 2 ? null : rows, keys);
                    return;
                }
                catch (TarnException e) when (e.Problems[0].Code == "catalog.table-moved")
                {
                    await WriteAsync();
                }
            }
        }

        return [WriteAsync, CommitAsync];
    }

    /// <summary>A run: a branch, a write on it, a merge, which may be refused when another wrote to the same table, but not because of compaction.</summary>
    private List<Func<Task>> BranchOf(Random chance)
    {
        var (keys, name) = (Some(chance, 5), BranchName.Parse($"dev/{chance.Next()}"));
        IReadOnlyList<(int Id, string Name)> rows = [];
        return
        [
            async () => await _lake.Catalog.CreateBranchAsync(name, "main"),
            async () =>
            {
                rows = [.. keys.Select(key => (key, $"b{++_values}"))];
                await _lake.MergeAsync(Table, SqlOf(rows), name.Value);
            },
            async () =>
            {
                var others = await OthersWroteAsync(name);
                try
                {
                    await _lake.Catalog.MergeAsync(name, BranchName.Main, new MergeOptions { Author = "test", Message = "publish", Replay = new LakeReplay(_lake.Tables, _lake.Ids) });
                    Apply(rows, keys);
                }
                catch (TarnException e) when (e.Kind is FailureKind.Conflict)
                {
                    others.ShouldBeTrue(e.Message);
                }
            },
        ];
    }

    private async Task<bool> OthersWroteAsync(BranchName name)
    {
        var parted = await _lake.Catalog.MergeBaseAsync(name.Value, "main");
        return await _lake.Catalog.LogAsync("main").TakeWhile(commit => commit.Id != parted.Id).AnyAsync(commit => !commit.Message.StartsWith("Compact", StringComparison.Ordinal));
    }

    private void Apply(IEnumerable<(int Id, string Name)>? rows, IEnumerable<int> gone)
    {
        foreach (var key in rows is null ? gone : [])
            _rows.Remove(key);
        foreach (var (id, name) in rows ?? [])
            _rows[id] = name;
    }

    /// <summary>The rows, their ids, and what the manifests and the summary count of them.</summary>
    private async Task HoldsAsync()
    {
        var entry = (await _lake.FindAsync(Table))!;
        (await _lake.RowsAsync(entry, "select id, name from t order by id")).ShouldBe(_rows.Select(row => $"{row.Key}|{row.Value}"));
        var metadata = await _lake.Tables.MetadataAsync(entry, default);
        if (metadata.FormatVersion >= 3)
            (await _lake.RowsAsync(entry, "select count(*) - count(distinct _row_id) from t", lineage: true)).ShouldBe(["0"]);
        var scan = await _lake.Tables.PlanAsync(metadata, default);
        Total(metadata, "total-records").ShouldBe(scan.Rows);
        Total(metadata, "total-data-files").ShouldBe(scan.Files.Count);
        Total(metadata, "total-delete-files").ShouldBe(scan.Deletes.Count);
        Total(metadata, "total-files-size").ShouldBe(scan.Files.Sum(f => f.File.FileBytes) + scan.Deletes.Sum(d => d.File.ContentSizeBytes ?? d.File.FileBytes));
        foreach (var file in scan.Files)
        {
            using var counted = _lake.Connection.Query($"select count(*), min(id), max(id) from read_parquet('{new Uri(file.File.Path).LocalPath}')");
            var row = counted.Rows().Single();
            ((long)row[0]!, (int)row[1]!, (int)row[2]!).ShouldBe((file.File.RecordCount, BitConverter.ToInt32(file.File.LowerBounds![1]), BitConverter.ToInt32(file.File.UpperBounds![1])));
        }
    }

    private static long Total(TableMetadata metadata, string name) => long.Parse(metadata.CurrentSnapshot!.Summary[name], CultureInfo.InvariantCulture);

    private IReadOnlyList<(int Id, string Name)> Take(IEnumerable<int> keys)
    {
        var rows = keys.Select(key => (key, $"v{++_values}")).ToList();
        Apply(rows, []);
        return rows;
    }

    private static List<int> Some(Random chance, int count) => [.. Enumerable.Range(0, count).Select(_ => chance.Next(60)).Distinct()];

    private static string SqlOf(IEnumerable<(int Id, string Name)> rows) => $"select * from (values {string.Join(", ", rows.Select(row => $"({row.Id}, '{row.Name}')"))}) as rows(id, name)";
}
