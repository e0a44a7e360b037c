using System.Text;
using Tarn.DuckDb.Columns;
using Tarn.Iceberg;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Scans;

namespace Tarn.Engine;

/// <summary>
/// Sorts the rows of position delete files by the data files they name; rows that name a file which the delete file does not concern are passed by. A file is
/// known by its place, since the locations inside delete files keep the prefix they were written with when a table is moved.
/// </summary>
internal sealed class PositionGathering
{
    private readonly Dictionary<string, RowPositionsBuilder> _builders = new(StringComparer.Ordinal);
    private readonly Func<string, string> _placeOf;
    private readonly IReadOnlyList<DataFile> _deletes;
    private readonly Dictionary<string, RowPositionsBuilder>[] _byDelete;
    private RowPositionsBuilder? _current;

    /// <summary>For a plan and its position delete files, in the order they are read.</summary>
    /// <param name="plan">The data files.</param>
    /// <param name="deletes">The files of deletes.</param>
    /// <param name="placeOf">The place a location means.</param>
    public PositionGathering(ScanPlan plan, IReadOnlyList<DataFile> deletes, Func<string, string> placeOf)
    {
        (_deletes, _placeOf) = (deletes, placeOf);
        _byDelete = [.. deletes.Select(_ => new Dictionary<string, RowPositionsBuilder>(StringComparer.Ordinal))];
        var numbers = deletes.Select((file, i) => (file.Path, i)).ToDictionary(StringComparer.Ordinal);
        foreach (var file in plan.Files)
        {
            foreach (var delete in file.Deletes.Where(d => numbers.ContainsKey(d.File.Path)))
                _byDelete[numbers[delete.File.Path]][placeOf(file.File.Path)] = BuilderOf(file.File.Path);
        }
    }

    /// <summary>Takes rows of <c>file_index</c>, <c>file_path</c> and <c>pos</c>; a path is looked up once for all rows that follow each other with it.</summary>
    public void Add(DuckDbChunk chunk)
    {
        var indexes = chunk.Column<FixedColumn<ulong>>(0).Values;
        var paths = chunk.Column<TextColumn>(1);
        var positions = chunk.Column<FixedColumn<long>>(2);
        for (var row = 0; row < chunk.RowCount; row++)
        {
            if (paths.IsNull(row) || positions.IsNull(row) || positions[row] < 0)
                throw Broken(_deletes[(int)indexes[row]].Path);
            if (row == 0 || indexes[row] != indexes[row - 1] || !paths.Utf8(row).SequenceEqual(paths.Utf8(row - 1)))
                _current = _byDelete[(int)indexes[row]].GetValueOrDefault(_placeOf(Encoding.UTF8.GetString(paths.Utf8(row))));
            _current?.Add(positions[row]);
        }
    }

    /// <summary>The deleted rows by the data file's location.</summary>
    public IReadOnlyDictionary<string, RowPositions> Build() =>
        _builders.Select(found => (found.Key, Rows: found.Value.Build())).Where(found => found.Rows.Count > 0)
            .ToDictionary(found => found.Key, found => found.Rows, StringComparer.Ordinal);

    private RowPositionsBuilder BuilderOf(string path) =>
        _builders.TryGetValue(path, out var builder) ? builder : _builders[path] = new RowPositionsBuilder();

    private static IcebergException Broken(string path) =>
        new(IcebergFault.Corrupt, $"{path}: a position delete without a file_path, or without a pos of 0 or more.", path);
}
