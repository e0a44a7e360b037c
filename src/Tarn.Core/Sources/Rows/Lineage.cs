using Tarn.DuckDb;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Rows;

/// <summary>
/// The columns that tell where a row comes from, which stand before a vendor's own: <c>_page INTEGER</c> from 1, <c>_position BIGINT</c> from 0 in the page,
/// <c>_line BIGINT</c> from 1 (null where there are no lines), <c>_raw_hash VARCHAR</c> of 16 digits (<see cref="RawHash"/>) and <c>_raw_hash_bits BIGINT</c>,
/// the same 64 bits, for who wants them fast.
/// </summary>
public static class Lineage
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    private const int Page = 0;
    private const int Position = 1;
    private const int Line = 2;
    private const int Hash = 3;
    private const int HashBits = 4;

    /// <summary>Them, in order.</summary>
    public static IReadOnlyList<DuckDbColumn> Columns { get; } =
    [
        new("_page", DuckDbType.Integer),
        new("_position", DuckDbType.BigInt),
        new("_line", DuckDbType.BigInt),
        new("_raw_hash", DuckDbType.Varchar),
        new("_raw_hash_bits", DuckDbType.BigInt),
    ];

    internal static void Write(ChunkWriter writer, int row, RowPlace place, ReadOnlySpan<byte> raw)
    {
        if (writer.IsWanted(Page))
            writer.Column(Page).Values<int>()[row] = place.Page;
        if (writer.IsWanted(Position))
            writer.Column(Position).Values<long>()[row] = place.Position;
        if (writer.IsWanted(Line))
            WriteLine(writer.Column(Line), row, place.Line);
        if (writer.IsWanted(Hash) || writer.IsWanted(HashBits))
            WriteHash(writer, row, RawHash.Of(raw));
    }

    private static void WriteLine(ColumnWriter column, int row, long line)
    {
        if (line > 0)
            column.Values<long>()[row] = line;
        else
            column.SetNull(row);
    }

    private static void WriteHash(ChunkWriter writer, int row, ulong hash)
    {
        if (writer.IsWanted(HashBits))
            writer.Column(HashBits).Values<long>()[row] = unchecked((long)hash);
        if (!writer.IsWanted(Hash))
            return;
        Span<byte> digits = stackalloc byte[16];
        RawHash.Format(hash, digits);
        writer.Column(Hash).Set(row, digits);
    }
}
