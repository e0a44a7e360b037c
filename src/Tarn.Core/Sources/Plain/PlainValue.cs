using Tarn.DuckDb.Functions;
using Tarn.Sources.Json;

namespace Tarn.Sources.Plain;

/// <summary>Reads the values at one place of JSON records into a column. Not safe for threads.</summary>
internal abstract class PlainValue
{
    /// <summary>
    /// Reads a value; the place after it, or <see cref="JsonBytes.None"/> when it is not what it should be: then it may be no JSON, or another shape of it, and
    /// the row is half written. A null column passes the value by.
    /// </summary>
    public int Read(in JsonBytes json, int at, ColumnWriter? column, int row)
    {
        if (column is null)
            return json.Value(at);
        var end = ReadPresent(json, at, column, row);
        return end >= 0 ? end : ReadNull(json, at, column, row);
    }

    /// <summary>The same for a value that is not null.</summary>
    protected abstract int ReadPresent(in JsonBytes json, int at, ColumnWriter column, int row);

    private static int ReadNull(in JsonBytes json, int at, ColumnWriter column, int row)
    {
        at = json.Word(at, "null"u8);
        if (at >= 0)
            column.SetNull(row);
        return at;
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
