using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.Project;

namespace Tarn.Sources.Rows;

/// <summary>
/// The records of JSON pages as a table: <see cref="Lineage"/>, then <c>_record VARCHAR</c>, the record's JSON text as it stands in the page. Records that
/// are not sound (<see cref="Json.JsonRecordCheck"/>) go to the rejects, so that the engine never meets one. Several threads read at the same time, so
/// that rows come in no certain order.
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
    public JsonRowsSource(IReadOnlyList<PageFile> pages, FileFormat format, RejectList rejects) =>
        (_pages, _format, _rejects) = (pages, format, rejects);

    /// <inheritdoc/>
    public IReadOnlyList<DuckDbColumn> Columns { get; } = [.. Lineage.Columns, new DuckDbColumn("_record", DuckDbType.Varchar)];

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
    public ITableScan Open(IReadOnlyList<int> wanted) => new JsonRowsScan(new JsonPages(_pages, _format), this);

    internal void Count(long rows) => Interlocked.Add(ref _rows, rows);

    internal void Reject(RowPlace place, ReadOnlySpan<byte> raw, string reason) =>
        _rejects.Add(place.Page, place.Position, place.Line > 0 ? place.Line : null, raw, reason);
}
