using Tarn.DuckDb.Functions;
using Tarn.Sources.Json;

namespace Tarn.Sources.Plain;

/// <summary>Reads the values at one place of JSON records into a column. Not safe for threads.</summary>
internal abstract class PlainValue
{
    /// <summary>
    /// Reads the value at hand; false when it is not what it should be: then it may be no JSON, or another shape of it, and the row is half written. A null
    /// column passes the value by.
    /// </summary>
    public bool TryRead(ref JsonCursor json, ColumnWriter? column, int row) =>
        column is null ? json.TrySkip() : TryReadPresent(ref json, column, row) || TryNull(ref json, column, row);

    /// <summary>The same for a value that is not null; before a null it stays where it is.</summary>
    protected abstract bool TryReadPresent(ref JsonCursor json, ColumnWriter column, int row);

    private static bool TryNull(ref JsonCursor json, ColumnWriter column, int row)
    {
        if (!json.TryTake("null"u8))
            return false;
        column.SetNull(row);
        return true;
    }

    /// <summary>What reads a column.</summary>
    public static PlainValue Of(PlainColumn column) => column.Shape is { } shape ? Of(shape) : new PlainDeclared(column.Type);

    /// <summary>What reads a shape.</summary>
    public static PlainValue Of(ShapeType shape) => shape switch
    {
        ShapeType.Struct s => new PlainStruct(s),
        ShapeType.List l => new PlainList(Of(l.Element)),
        ShapeType.String => new PlainScalar(PlainKind.Text),
        ShapeType.Long => new PlainScalar(PlainKind.Long),
        ShapeType.Double => new PlainScalar(PlainKind.Double),
        ShapeType.Boolean => new PlainScalar(PlainKind.Boolean),
        _ => new PlainScalar(PlainKind.Null),
    };
}
