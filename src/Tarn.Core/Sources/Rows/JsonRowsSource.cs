using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.Project;
using Tarn.Sources.Plain;

namespace Tarn.Sources.Rows;

/// <summary>
/// The records of JSON pages as a table: <see cref="Lineage"/>, then <c>_record VARCHAR</c>, the record's JSON text as it stands in the page. Records that
/// are not sound (<see cref="Json.JsonRecordCheck"/>) go to the rejects, so that the engine never meets one. Several threads read at the same time, so
/// that rows come in no certain order. Read plainly, the records have their columns instead of <c>_record</c>.
/// </summary>
public sealed class JsonRowsSource : ITableSource
{
    /// <summary>The place of the record's text among the columns.</summary>
    public const int Record = Lineage.Count;

    private readonly IReadOnlyList<PageFile> _pages;
    private readonly FileFormat _format;
    private readonly RejectList _rejects;
    private long _rows;

    /// <summary>The records of pages.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="format"><see cref="FileFormat.Json"/> or <see cref="FileFormat.JsonLines"/>.</param>
    /// <param name="rejects">Takes what is not sound.</param>
    public JsonRowsSource(IReadOnlyList<PageFile> pages, FileFormat format, RejectList rejects)
        : this(pages, format, rejects, null)
    {
    }

    private JsonRowsSource(IReadOnlyList<PageFile> pages, FileFormat format, RejectList rejects, IReadOnlyList<PlainColumn>? columns)
    {
        (_pages, _format, _rejects, PlainColumns) = (pages, format, rejects, columns);
        Columns = [.. Lineage.Columns, .. columns?.Select(c => new DuckDbColumn(c.Name, c.Type)) ?? [new DuckDbColumn("_record", DuckDbType.Varchar)]];
    }

    /// <inheritdoc/>
    public IReadOnlyList<DuckDbColumn> Columns { get; }

    /// <summary>What the records are, to the last one; null gives them out as text. One that is not so ends the reading with <see cref="NotPlainException"/>.</summary>
    internal IReadOnlyList<PlainColumn>? PlainColumns { get; }

    /// <summary>How many threads may read at the same time.</summary>
    public int ThreadsMax { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// False gives records out unchecked: only for pages whose every record was found sound before, as a shape tells
    /// whose <see cref="Json.JsonShape.Unsound"/> is 0.
    /// </summary>
    public bool Checks { get; init; } = true;

    /// <summary>How many rows were given out by all readings so far.</summary>
    public long RowsRead => Interlocked.Read(ref _rows);

    /// <inheritdoc/>
    public ITableScan Open(IReadOnlyList<int> wanted) => new JsonRowsScan(new JsonPages(_pages, _format, page => page.OpenRows()), this);

    /// <summary>The same records as columns.</summary>
    public JsonRowsSource Plainly(IReadOnlyList<PlainColumn> columns) => new(_pages, _format, _rejects, columns) { Checks = Checks, ThreadsMax = ThreadsMax };

    internal void Count(long rows) => Interlocked.Add(ref _rows, rows);

    internal void Reject(RowPlace place, ReadOnlySpan<byte> raw, string reason) =>
        _rejects.Add(place.Page, place.Position, place.Line > 0 ? place.Line : null, raw, reason);
}
