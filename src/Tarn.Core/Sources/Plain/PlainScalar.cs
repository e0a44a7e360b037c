using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Texts, numbers and truth values of just one kind.</summary>
internal sealed class PlainScalar(PlainKind kind) : PlainValue
{
    protected override int ReadPresent(in JsonBytes json, int at, ColumnWriter column, int row) => kind switch
    {
        PlainKind.Text => ReadText(json, at, column, row),
        PlainKind.Long => ReadWhole(json, at, column, row),
        PlainKind.Double => ReadDouble(json, at, column, row),
        PlainKind.Boolean => ReadBoolean(json, at, column, row),
        _ => JsonBytes.None,
    };

    private static int ReadText(in JsonBytes json, int at, ColumnWriter column, int row)
    {
        at = json.Text(at, out var text);
        if (at >= 0)
            column.SetUtf8(row, text);
        return at;
    }

    private static int ReadWhole(in JsonBytes json, int at, ColumnWriter column, int row)
    {
        at = json.Whole(at, out var value);
        if (at >= 0)
            column.Store(row, value);
        return at;
    }

    private static int ReadDouble(in JsonBytes json, int at, ColumnWriter column, int row)
    {
        var end = json.ShortNumber(at, out var value);
        if (end >= 0)
        {
            column.Store(row, value);
            return end;
        }
        end = json.Number(at, out var number);
        return end >= 0 && IsDouble(number) && PlainNumbers.Double(column, row, number) ? end : JsonBytes.None;
    }

    private static int ReadBoolean(in JsonBytes json, int at, ColumnWriter column, int row)
    {
        var end = json.Word(at, "true"u8);
        var value = end >= 0;
        if (!value)
            end = json.Word(at, "false"u8);
        if (end >= 0)
            column.Store(row, value);
        return end;
    }

    /// <summary>A whole number that a double may not hold to the digit makes another shape.</summary>
    private static bool IsDouble(ReadOnlySpan<byte> number) =>
        number.Length <= PlainNumbers.ExactDigitsMax || number.ContainsAny((byte)'.', (byte)'e', (byte)'E');
}
