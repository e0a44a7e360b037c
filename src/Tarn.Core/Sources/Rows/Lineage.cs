using Tarn.DuckDb;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Rows;

/// <summary>
/// The columns that tell where a row comes from, which stand before a vendor's own: <c>_page INTEGER</c> from 1, <c>_position BIGINT</c> from 0 in the page,
/// <c>_line BIGINT</c> from 1 (null where there are no lines) and <c>_raw_hash BIGINT</c>, the 64 bits of <see cref="RawHash"/>.
/// </summary>
public static class Lineage
{
    /// <summary>How many there are.</summary>
    public const int Count = 4;

    private const int Page = 0;
    private const int Position = 1;
    private const int Line = 2;
    private const int Hash = 3;

    /// <summary>Them, in order.</summary>
    public static IReadOnlyList<DuckDbColumn> Columns { get; } =
    [
        new("_page", DuckDbType.Integer),
        new("_position", DuckDbType.BigInt),
        new("_line", DuckDbType.BigInt),
        new("_raw_hash", DuckDbType.BigInt),
    ];

    internal static void Write(ChunkWriter writer, int row, RowPlace place, ReadOnlySpan<byte> raw)
    {
        if (writer.IsWanted(Page))
            writer.Column(Page).Store(row, place.Page);
        if (writer.IsWanted(Position))
            writer.Column(Position).Store(row, place.Position);
        if (writer.IsWanted(Line))
            WriteLine(writer.Column(Line), row, place.Line);
        if (writer.IsWanted(Hash))
            writer.Column(Hash).Store(row, unchecked((long)RawHash.Of(raw)));
    }

    private static void WriteLine(ColumnWriter column, int row, long line)
    {
        if (line > 0)
            column.Store(row, line);
        else
            column.SetNull(row);
    }
}
