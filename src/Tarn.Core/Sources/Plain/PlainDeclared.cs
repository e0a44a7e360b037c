using Tarn.DuckDb;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Values of a declared type: as text, or where the type is one of numbers or of truth values, as these.</summary>
internal sealed class PlainDeclared(DuckDbType type) : PlainValue
{
    private readonly PlainText _text = PlainTexts.Of(type) ?? throw new NotSupportedException($"{type} is not read plainly.");
    private readonly bool _isNumber = type is DuckDbType.Decimal or DuckDbType.Scalar { Kind: DuckDbScalar.BigInt or DuckDbScalar.Double };
    private readonly bool _isBoolean = type is DuckDbType.Scalar { Kind: DuckDbScalar.Boolean };

    protected override bool TryReadPresent(ref JsonCursor json, ColumnWriter column, int row) => json.Sign switch
    {
        (byte)'"' => json.TryText(out var text) && _text(column, row, text),
        (byte)'t' => _isBoolean && json.TryTake("true"u8) && _text(column, row, "true"u8),
        (byte)'f' => _isBoolean && json.TryTake("false"u8) && _text(column, row, "false"u8),
        _ => _isNumber && json.TryNumber(out var number) && number.Length <= PlainNumbers.ExactDigitsMax && _text(column, row, number),
    };
}
