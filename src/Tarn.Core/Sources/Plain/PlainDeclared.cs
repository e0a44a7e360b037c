using Tarn.DuckDb;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Values of a declared type: as text, or where the type is one of numbers or of truth values, as these.</summary>
internal sealed class PlainDeclared(DuckDbType type) : PlainValue
{
    private readonly PlainText _text = PlainTexts.Of(type) ?? throw new NotSupportedException($"{type} is not read plainly.");
    private readonly bool _isNumber = type is DuckDbType.Decimal or DuckDbType.Scalar { Kind: DuckDbScalar.BigInt or DuckDbScalar.Double };
    private readonly bool _isBoolean = type is DuckDbType.Scalar { Kind: DuckDbScalar.Boolean };

    protected override int ReadPresent(in JsonBytes json, int at, ColumnWriter column, int row)
    {
        var end = Pass(json, at, out var text);
        return end >= 0 && _text(column, row, text) ? end : JsonBytes.None;
    }

    private int Pass(in JsonBytes json, int at, out ReadOnlySpan<byte> text)
    {
        text = [];
        switch (json[json.Spaces(at)])
        {
            case (byte)'"':
                return json.Text(at, out text);
            case (byte)'t':
                text = "true"u8;
                return _isBoolean ? json.Word(at, text) : JsonBytes.None;
            case (byte)'f':
                text = "false"u8;
                return _isBoolean ? json.Word(at, text) : JsonBytes.None;
            default:
                var end = _isNumber ? json.Number(at, out text) : JsonBytes.None;
                return text.Length <= PlainNumbers.ExactDigitsMax ? end : JsonBytes.None;
        }
    }
}
