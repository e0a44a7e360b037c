using System.Buffers.Text;
using Tarn.DuckDb;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>What reads plain texts, by type.</summary>
internal static class PlainTexts
{
    /// <summary>What reads a type; null for a type that only the engine reads. Lambdas, since a delegate of one is called quicker than one of a static method.</summary>
    public static PlainText? Of(DuckDbType type) => type switch
    {
        DuckDbType.Scalar { Kind: DuckDbScalar.Varchar } => static (column, row, text) => Text(column, row, text),
        DuckDbType.Scalar { Kind: DuckDbScalar.BigInt } => static (column, row, text) => PlainNumbers.BigInt(column, row, text),
        DuckDbType.Scalar { Kind: DuckDbScalar.Double } => static (column, row, text) => PlainNumbers.Double(column, row, text),
        DuckDbType.Scalar { Kind: DuckDbScalar.Boolean } => static (column, row, text) => Boolean(column, row, text),
        DuckDbType.Scalar { Kind: DuckDbScalar.Date } => static (column, row, text) => PlainMoments.Date(column, row, text),
        DuckDbType.Scalar { Kind: DuckDbScalar.Timestamp } => static (column, row, text) => PlainMoments.Timestamp(column, row, text),
        DuckDbType.Scalar { Kind: DuckDbScalar.TimestampTz } => static (column, row, text) => PlainMoments.TimestampTz(column, row, text),
        DuckDbType.Scalar { Kind: DuckDbScalar.Uuid } => static (column, row, text) => Uuid(column, row, text),
        DuckDbType.Decimal { Width: <= PlainNumbers.DigitsMax } number => new PlainDecimal(number).Write,
        _ => null,
    };

    private static bool Text(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        column.SetUtf8(row, text);
        return true;
    }

    private static bool Boolean(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        var value = text.SequenceEqual("true"u8);
        if (!value && !text.SequenceEqual("false"u8))
            return false;
        column.Store(row, value);
        return true;
    }

    private static bool Uuid(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out Guid id, out var used) || used != text.Length)
            return false;
        column.SetValue(row, id);
        return true;
    }
}
