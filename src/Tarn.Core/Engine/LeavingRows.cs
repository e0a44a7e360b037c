using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Scans;

namespace Tarn.Engine;

/// <summary>
/// The rows that an edit takes out of a table, by position. They were looked for once, and whatever is read or written afterwards goes by them: a condition need
/// not be the same twice. Pure.
/// </summary>
/// <param name="Before">The files that were looked at, and what had left them before.</param>
/// <param name="Found">The live rows that leave, by the location of their file.</param>
internal sealed record LeavingRows(DeletedRows Before, IReadOnlyDictionary<string, RowPositions> Found)
{
    /// <summary>How many leave.</summary>
    public long Count { get; } = Found.Values.Sum(rows => rows.Count);

    /// <summary>The files they are in, in order.</summary>
    public IReadOnlyList<string> Files { get; } = [.. Found.Keys.Order(StringComparer.Ordinal)];

    /// <summary>To read these rows alone. They were live, so no deletes need be asked again.</summary>
    public DeletedRows Picked => new(Before.Plan with { Files = [.. Touched.Select(file => file with { Deletes = [] })] }, Found) { ArePicked = true };

    /// <summary>To read what stays of their files.</summary>
    public DeletedRows Kept => new(Before.Plan with { Files = [.. Touched.Where(file => !IsWhole(file))] }, Found.ToDictionary(found => found.Key, found => GoneOf(found.Key), StringComparer.Ordinal));

    /// <summary>The files of which no row stays. One with deletes by equality is not among them: how many rows those took is not known.</summary>
    public IReadOnlyList<string> Whole => [.. Touched.Where(IsWhole).Select(file => file.File.Path)];

    /// <summary>What files of deletes tell of the other files: the rows that leave, or all that left.</summary>
    /// <param name="withBefore">True for deletion vectors, which tell what left before too.</param>
    public IReadOnlyList<FileRows> Partly(bool withBefore) =>
        [.. Touched.Where(file => !IsWhole(file)).Select(file => new FileRows(file.File, withBefore ? GoneOf(file.File.Path) : Found[file.File.Path]))];

    private IEnumerable<ScanFile> Touched => Before.Plan.Files.Where(file => Found.ContainsKey(file.File.Path));

    private bool IsWhole(ScanFile file) => GoneOf(file.File.Path).Count == file.File.RecordCount;

    private RowPositions GoneOf(string path)
    {
        if (!Before.ByFile.TryGetValue(path, out var gone))
            return Found[path];
        var both = new RowPositionsBuilder();
        foreach (var position in gone.All().Concat(Found[path].All()))
            both.Add(position);
        return both.Build();
    }
}
