using System.Globalization;
using Tarn.DuckDb.Sessions;

namespace Tarn.Engine;

/// <summary>A file that COPY wrote into scratch.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Answer">The row of RETURN_STATS on it.</param>
internal sealed record CopiedFile(string Path, long Rows, long Bytes, object?[] Answer)
{
    /// <summary>The partition it belongs to; empty when there are none.</summary>
    public IReadOnlyList<object?> Partition { get; init; } = [];

    /// <summary>True when it holds rows of partitions that found no place among the open files.</summary>
    public bool IsAside => Key(CopySql.Aside) is "true";

    /// <summary>What a column that the files were split by is in this one, as text; null for none.</summary>
    public string? Key(string column) =>
        (Answer[5] as IEnumerable<KeyValuePair<object, object?>>)?.FirstOrDefault(key => key.Key is string name && name == column).Value as string;

    /// <summary>The files that a COPY writes.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="copy">The statement, with RETURN_STATS.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public static IReadOnlyList<CopiedFile> Of(DuckDbConnection connection, string copy, CancellationToken cancel)
    {
        using var result = connection.Query(copy, cancel: cancel);
        return [.. result.Rows().Select(row => new CopiedFile((string)row[0]!, Convert.ToInt64(row[1], CultureInfo.InvariantCulture), Convert.ToInt64(row[2], CultureInfo.InvariantCulture), row))];
    }
}
