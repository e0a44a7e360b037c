using System.Globalization;

namespace Tarn.DuckDb.Columns;

/// <summary>STRUCT: a column a field.</summary>
public sealed class StructColumn : ColumnReader
{
    private readonly string[] _names;

    internal StructColumn(ColumnSource source)
        : base(source)
    {
        var fields = ((DuckDbType.Struct)source.Type).Fields;
        Fields = [.. fields.Select((f, i) => ColumnReaders.Of(Child(f.Type, source.Vector.Field(i), source.Count)))];
        _names = [.. fields.Select((f, i) => f.Name.Length > 0 ? f.Name : (i + 1).ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The fields in the order of the type.</summary>
    public IReadOnlyList<ColumnReader> Fields { get; }

    private protected override object Read(int row)
    {
        var values = new OrderedDictionary<string, object?>(_names.Length, StringComparer.Ordinal);
        for (var i = 0; i < _names.Length; i++)
            values[_names[i]] = Fields[i].GetValue(row);
        return values;
    }
}
