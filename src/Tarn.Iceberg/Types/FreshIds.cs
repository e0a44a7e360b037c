namespace Tarn.Iceberg.Types;

/// <summary>
/// New ids for schemas that come from elsewhere: the columns first, in order, then the children of each, as Java assigns them. A whole
/// struct gets its ids before the first of its children looks deeper.
/// </summary>
public sealed class FreshIds
{
    private readonly Dictionary<int, int> _newOfOld = [];
    private int _last;

    /// <summary>Ids continue after <paramref name="lastColumnId"/>; 0 for a new table.</summary>
    public FreshIds(int lastColumnId = 0) => _last = lastColumnId;

    /// <summary>The highest id given so far.</summary>
    public int LastColumnId => _last;

    /// <summary>The new id of each old one. Where an old id stood twice, of the first.</summary>
    public IReadOnlyDictionary<int, int> NewOfOld => _newOfOld;

    /// <summary>The schema with ids from 1.</summary>
    public static TableSchema Of(TableSchema schema) => new FreshIds().Assign(schema);

    /// <summary>The schema with new ids, identifier fields included.</summary>
    public TableSchema Assign(TableSchema schema)
    {
        var fields = Assign(schema.Fields);
        return schema with { Fields = fields, IdentifierFieldIds = [.. schema.IdentifierFieldIds.Select(id => _newOfOld.GetValueOrDefault(id, id))] };
    }

    /// <summary>The type with new ids for its children.</summary>
    public IcebergType Assign(IcebergType type) => type switch
    {
        IcebergType.Struct s => new IcebergType.Struct(Assign(s.Fields)),
        IcebergType.List list => AssignList(list),
        IcebergType.Map map => AssignMap(map),
        _ => type,
    };

    /// <summary>A next id, in place of <paramref name="old"/>, which is 0 for the first column of Spark's requests; -1 for none.</summary>
    public int Next(int old = -1)
    {
        _last++;
        if (old >= 0)
            _newOfOld.TryAdd(old, _last);
        return _last;
    }

    private FieldList Assign(FieldList fields)
    {
        var ids = fields.Select(field => Next(field.Id)).ToList();
        return new FieldList(fields.Select((field, i) => field with { Id = ids[i], Type = Assign(field.Type) }));
    }

    private IcebergType.List AssignList(IcebergType.List list)
    {
        var id = Next(list.ElementId);
        return list with { ElementId = id, Element = Assign(list.Element) };
    }

    private IcebergType.Map AssignMap(IcebergType.Map map)
    {
        var (key, value) = (Next(map.KeyId), Next(map.ValueId));
        return map with { KeyId = key, ValueId = value, Key = Assign(map.Key), Value = Assign(map.Value) };
    }
}
