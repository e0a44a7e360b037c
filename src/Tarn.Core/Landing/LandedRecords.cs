using Tarn.DuckDb.Functions;
using Tarn.Engine;
using Tarn.Project;
using Tarn.Sources.Json;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>The records of a landed batch, lent to the engine. What is not even a record was rejected by the reading.</summary>
internal sealed class LandedRecords : IDisposable
{
    private readonly RejectList _rejects;
    private readonly StreamRegistration? _stream;
    private readonly Func<long> _rowsRead;

    private LandedRecords(IReadOnlyList<ShapeColumn> columns, RecordSource source, RejectList rejects, StreamRegistration? stream, Func<long> rowsRead) =>
        (Columns, Source, _rejects, _stream, _rowsRead) = (columns, source, rejects, stream, rowsRead);

    /// <summary>What the records have.</summary>
    public IReadOnlyList<ShapeColumn> Columns { get; }

    /// <summary>What gives them to a query.</summary>
    public RecordSource Source { get; }

    /// <summary>Records given out by the readings so far.</summary>
    public long Given => _rowsRead();

    /// <summary>What the readings rejected so far: ragged, torn, not UTF-8.</summary>
    public IReadOnlyList<RejectedRow> Rejected => [.. _rejects.Rows];

    /// <summary>Opens a batch for reading; every page of JSON is read once to learn its columns.</summary>
    public static LandedRecords Open(LakeEngine engine, IReadOnlyList<PageFile> pages, FileFormat format, string spillName)
    {
        var rejects = new RejectList(Path.Combine(engine.ScratchFolder, spillName));
        return (format, pages.Count) switch
        {
            (_, 0) => new LandedRecords([], new RecordSource.Fields(Nothing), rejects, null, () => 0),
            (FileFormat.Csv csv, _) => Csv(engine, CsvRowsSource.Open(pages, csv, rejects), rejects),
            (FileFormat.Parquet, _) => Parquet(engine, pages, rejects),
            _ => Json(engine, pages, format, rejects),
        };
    }

    /// <summary>Takes the records back.</summary>
    public void Dispose()
    {
        _stream?.Dispose();
        _rejects.Dispose();
    }

    private const string Nothing =
        "(select null::integer as _page, null::bigint as _position, null::bigint as _line, null::varchar as _raw_hash where false) as records";

    private static LandedRecords Csv(LakeEngine engine, CsvRowsSource source, RejectList rejects)
    {
        var stream = engine.AddStream(source);
        var columns = source.Columns.Skip(Tarn.Sources.Rows.Lineage.Count).Zip(source.VendorNames)
            .Select(c => new ShapeColumn(c.First.Name, c.First.Name, new ShapeType.String()));
        return new LandedRecords([.. columns], new RecordSource.Fields(stream.Sql), rejects, stream, () => source.RowsRead);
    }

    private static LandedRecords Json(LakeEngine engine, IReadOnlyList<PageFile> pages, FileFormat format, RejectList rejects)
    {
        var shape = ShapeReader.Learn(pages, format);
        var source = new JsonRowsSource(pages, format, rejects) { Checks = shape.Unsound > 0 };
        var stream = engine.AddStream(source);
        return new LandedRecords(shape.Columns, new RecordSource.Json(stream.Sql), rejects, stream, () => source.RowsRead);
    }

    /// <summary>Parquet has types of its own, which stay; a row's hash is of its JSON, since it has no bytes of its own.</summary>
    private static LandedRecords Parquet(LakeEngine engine, IReadOnlyList<PageFile> pages, RejectList rejects)
    {
        var one = pages.Select(p =>
            $"select {p.Page}::integer as _page, file_row_number as _position, null::bigint as _line, left(md5(to_json(f)::varchar), 16) as _raw_hash, f.* from read_parquet({SqlText.Text(p.Path)}) as f");
        var sql = $"({string.Join("\nunion all by name\n", one)}) as records";
        using var connection = engine.Connect();
        using var statement = connection.Prepare($"select * from {sql}");
        var columns = statement.Columns.Select(c => c.Name).Where(n => n is not ("_page" or "_position" or "_line" or "_raw_hash" or "file_row_number"));
        return new LandedRecords([.. columns.Select(n => new ShapeColumn(n, n, new ShapeType.Null()))], new RecordSource.Typed(sql), rejects, null, () => Count(engine, sql));
    }

    private static long Count(LakeEngine engine, string sql)
    {
        using var connection = engine.Connect();
        using var result = connection.Query($"select count(*) from {sql}");
        return (long)result.Single()!;
    }
}
