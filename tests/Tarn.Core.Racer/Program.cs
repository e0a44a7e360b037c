// Commits on main against other processes that do the same: racer <folder> <name> <commits>.
// Each commit changes a table of its own, counts up a table that all share, and one of several that some share, so that a lost or doubled one is seen.
using System.Diagnostics;
using System.Globalization;
using Tarn;
using Tarn.Catalog;
using Tarn.Storage.Local;

var (folder, name, commits) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
var catalog = await LakeCatalog.InitializeAsync(new LocalObjectStore(folder), IdSource.FromSystem(TimeProvider.System));
var own = TableName.Parse($"race.own_{name}");
var shared = TableName.Parse("race.shared");
var times = new List<double>();
var isAlone = args.Length > 3;

for (var done = 0; done < commits;)
{
    var head = await catalog.ResolveAsync("main");
    var tree = catalog.TreeOf(head);
    var part = TableName.Parse($"race.part_{(int.Parse(name, CultureInfo.InvariantCulture) + done) % 5}");
    var (mine, all, some) = (await tree.FindAsync(own), await tree.FindAsync(shared), await tree.FindAsync(part));
    var started = Stopwatch.GetTimestamp();
    try
    {
        await catalog.CommitAsync(new CommitRequest
        {
            Branch = BranchName.Main,
            Author = name,
            Message = $"{name} {done}",
            BuiltOn = head.Id,
            Changes = isAlone ? [new(own, mine, Next(mine))] : [new(own, mine, Next(mine)), new(shared, all, Next(all)), new(part, some, Next(some))],
        });
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        if (done++ == 0)
            Console.WriteLine("ready");
    }
    catch (TarnException moved) when (moved.Problems.All(problem => problem is { Code: "catalog.table-moved", Where: not null } && problem.Where != own.ToString()))
    {
        // Somebody else counted: count on what he left.
    }
}
times.Sort();
Console.WriteLine($"p50 {times[times.Count / 2]:F2} ms, p99 {times[times.Count * 99 / 100]:F2} ms");

static TableEntry.Table Next(TableEntry? entry) => new()
{
    MetadataLocation = entry is null ? "1" : $"{int.Parse(entry.MetadataLocation, CultureInfo.InvariantCulture) + 1}",
    Uuid = "u",
};
