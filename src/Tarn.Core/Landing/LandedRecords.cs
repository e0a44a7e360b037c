using Tarn.DuckDb.Functions;
using Tarn.Engine;
using Tarn.Project;
using Tarn.Sources.Json;
using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>The records of a landed batch, lent to the engine. What is not even a record was rejected by the reading.</summary>
internal abstract class LandedRecords(RejectList rejects) : IDisposable
{
    private StreamRegistration? _stream;

    /// <summary>What the records have.</summary>
    public abstract IReadOnlyList<ShapeColumn> Columns { get; }

    /// <summary>Records given out by the readings so far.</summary>
    public abstract long Given { get; }

    /// <summary>What the readings rejected so far: ragged, torn, not UTF-8.</summary>
    public IReadOnlyList<RejectedRow> Rejected => [.. Rejects.Rows];

    protected RejectList Rejects { get; } = rejects;

    /// <summary>Opens a batch for reading; JSON is read for its columns, at its beginning or all of it.</summary>
    public static LandedRecords Open(LakeEngine engine, IReadOnlyList<PageFile> pages, FileFormat format, string spillName, Reading reading)
    {
        if (reading is not Reading.Glimpsed || format is FileFormat.Parquet)
            Settle(pages);
        var rejects = new RejectList(Path.Combine(engine.ScratchFolder, spillName));
        return (format, pages.Count) switch
        {
            (_, 0) => new LandedNothing(rejects),
            (FileFormat.Csv csv, _) => new LandedCsv(engine, CsvRowsSource.Open(pages, csv, rejects), rejects, reading),
            (FileFormat.Parquet, _) => new LandedParquet(engine, pages, rejects),
            _ => new LandedJson(engine, pages, format, rejects, reading),
        };
    }

    /// <summary>Pages that are read more than once must not change between the readings.</summary>
    private static void Settle(IReadOnlyList<PageFile> pages)
    {
        foreach (var page in pages.OfType<KeptFile>())
            page.Keep(CancellationToken.None);
    }

    /// <summary>Lends the records, which are to become the columns; null when they cannot be read in the way asked for.</summary>
    public abstract BronzeSql? Lend(IReadOnlyList<LandedColumn> columns, BatchLineage lineage);

    /// <summary>Takes the records back.</summary>
    public void Dispose()
    {
        _stream?.Dispose();
        Rejects.Dispose();
    }

    /// <summary>Lends what gives the rows; what to write after FROM.</summary>
    protected string SqlOf(LakeEngine engine, ITableSource source) => (_stream = engine.AddStream(source)).Sql;
}
