using Tarn.DuckDb.Functions;
using Tarn.Sources.Json;

namespace Tarn.Sources.Plain;

/// <summary>Objects with the shape's members, in any order, some of them missing.</summary>
internal sealed class PlainStruct(ShapeType.Struct shape) : PlainValue
{
    private readonly PlainMembers _members = new([.. shape.Fields.Select(f => f.Name)], [.. shape.Fields.Select(f => Of(f.Type))]);
    private ColumnWriter? _column;
    private ColumnWriter[] _fields = [];

    protected override int ReadPresent(in JsonBytes json, int at, ColumnWriter column, int row)
    {
        if (!ReferenceEquals(_column, column))
            (_column, _fields) = (column, [.. column.Children]);
        return _members.Read(json, at, _fields, row);
    }
}
