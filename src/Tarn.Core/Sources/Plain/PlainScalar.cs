using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Texts, numbers and truth values of just one kind.</summary>
internal sealed class PlainScalar(PlainKind kind) : PlainValue
{
    protected override bool TryReadPresent(ref JsonCursor json, ColumnWriter column, int row) => kind switch
    {
        PlainKind.Text => TryText(ref json, column, row),
        PlainKind.Long => TryWhole(ref json, column, row),
        PlainKind.Double => TryDouble(ref json, column, row),
        PlainKind.Boolean => TryBoolean(ref json, column, row),
        _ => false,
    };

    private static bool TryWhole(ref JsonCursor json, ColumnWriter column, int row)
    {
        if (!json.TryWhole(out var value))
            return false;
        column.Store(row, value);
        return true;
    }

    private static bool TryDouble(ref JsonCursor json, ColumnWriter column, int row)
    {
        if (!json.TryShortNumber(out var value))
            return json.TryNumber(out var number) && IsDouble(number) && PlainNumbers.Double(column, row, number);
        column.Store(row, value);
        return true;
    }

    private static bool TryText(ref JsonCursor json, ColumnWriter column, int row)
    {
        if (!json.TryText(out var text))
            return false;
        column.SetUtf8(row, text);
        return true;
    }

    private static bool TryBoolean(ref JsonCursor json, ColumnWriter column, int row)
    {
        var value = json.TryTake("true"u8);
        if (!value && !json.TryTake("false"u8))
            return false;
        column.Store(row, value);
        return true;
    }

    /// <summary>A whole number that a double may not hold to the digit makes another shape.</summary>
    private static bool IsDouble(ReadOnlySpan<byte> number) =>
        number.Length <= PlainNumbers.ExactDigitsMax || number.ContainsAny((byte)'.', (byte)'e', (byte)'E');
}
