using System.Text;
using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>
/// Writes which rows of data files are deleted: in version 3 a deletion vector for each, all in one puffin file; in version 2 a position delete file for each,
/// its rows in order (spec, "Deletion Vectors", "Position Delete Files").
/// </summary>
internal sealed class DeleteFileWriter(LakeEngine engine, TableFiles files, IdSource ids)
{
    private static readonly DuckDbColumn[] Columns = [new("file_path", DuckDbType.Varchar), new("pos", DuckDbType.BigInt)];

    private static readonly SortOrder ByPosition = new() { OrderId = 1, Fields = [new SortField(PositionDeleteFile.PositionId, new Transform.Identity())] };

    /// <summary>The files of deletes. Those of version 3 tell every deleted row of their data file.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="table">The table.</param>
    /// <param name="deleted">The rows; none may be empty.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public async Task<IReadOnlyList<DataFile>> WriteAsync(DuckDbConnection connection, TableMetadata table, IReadOnlyList<FileRows> deleted, CancellationToken cancel)
    {
        if (deleted.Count == 0)
            return [];
        if (table.FormatVersion >= 3)
            return await WriteVectorsAsync(table, deleted, cancel);
        var written = new List<DataFile>();
        foreach (var rows in deleted)
            written.Add(await WriteFileAsync(connection, table, rows, cancel));
        return written;
    }

    private async Task<IReadOnlyList<DataFile>> WriteVectorsAsync(TableMetadata table, IReadOnlyList<FileRows> deleted, CancellationToken cancel)
    {
        var writer = new PuffinWriter();
        var places = deleted.Select(d => writer.Add(d.File.Path, d.Rows)).ToList();
        var content = writer.Finish();
        var location = $"{table.Location}/data/{ids.NextUuid():D}-deletes.puffin";
        await files.CreateAsync(location, content, cancel);
        return
        [
            .. deleted.Zip(places, (d, place) => Describe(d, location) with
            {
                Format = "PUFFIN",
                FileBytes = content.Length,
                ContentOffset = place.Offset,
                ContentSizeBytes = place.Length,
            }),
        ];
    }

    private async Task<DataFile> WriteFileAsync(DuckDbConnection connection, TableMetadata table, FileRows deleted, CancellationToken cancel)
    {
        var scratch = Path.Combine(engine.ScratchFolder, ids.NextHex(16) + ".parquet");
        try
        {
            using var rows = engine.AddStream(new RowSource(Columns, deleted.Rows.All().Select(position => new object?[] { deleted.File.Path, position })));
            connection.Execute(new CopySql(PositionDeleteFile.Schema).Sorted($"from {rows.Sql}", ByPosition, scratch), cancel: cancel);
            var location = $"{table.Location}/data/{ids.NextUuid():D}-deletes.parquet";
            var bytes = new FileInfo(scratch).Length;
            await files.CreateFromFileAsync(location, scratch, cancel);
            var path = Encoding.UTF8.GetBytes(deleted.File.Path);
            return Describe(deleted, location) with
            {
                FileBytes = bytes,
                LowerBounds = new Dictionary<int, byte[]> { [PositionDeleteFile.FilePathId] = path },
                UpperBounds = new Dictionary<int, byte[]> { [PositionDeleteFile.FilePathId] = path },
            };
        }
        finally
        {
            File.Delete(scratch);
        }
    }

    /// <summary>Deletes lie in the partition of their data file.</summary>
    private static DataFile Describe(FileRows deleted, string location) => new()
    {
        Content = FileContent.PositionDeletes,
        Path = location,
        SpecId = deleted.File.SpecId,
        Partition = deleted.File.Partition,
        RecordCount = deleted.Rows.Count,
        FileBytes = 0,
        ReferencedDataFile = deleted.File.Path,
    };
}
