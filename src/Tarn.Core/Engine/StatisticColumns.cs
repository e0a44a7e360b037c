using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The engine names a column in a file's statistics by a quoted path: <c>"st"."x"</c>, quotes doubled. Here paths become field ids.</summary>
internal static class StatisticColumns
{
    /// <summary>Every leaf of the schema by its path; leaves inside lists and maps are marked, since their counts are of elements.</summary>
    public static IReadOnlyDictionary<string, Leaf> Leaves(TableSchema schema)
    {
        var leaves = new Dictionary<string, Leaf>(StringComparer.Ordinal);
        foreach (var field in schema.Fields)
            Add(leaves, SqlText.Name(field.Name), field.Id, field.Type, repeated: false);
        return leaves;
    }

    private static void Add(Dictionary<string, Leaf> leaves, string path, int id, IcebergType type, bool repeated)
    {
        switch (type)
        {
            case IcebergType.Struct s:
                foreach (var field in s.Fields)
                    Add(leaves, $"{path}.{SqlText.Name(field.Name)}", field.Id, field.Type, repeated);
                break;
            case IcebergType.List l:
                Add(leaves, path + ".\"element\"", l.ElementId, l.Element, repeated: true);
                break;
            case IcebergType.Map m:
                Add(leaves, path + ".\"key\"", m.KeyId, m.Key, repeated: true);
                Add(leaves, path + ".\"value\"", m.ValueId, m.Value, repeated: true);
                break;
            default:
                leaves[path] = new Leaf(id, type, repeated);
                break;
        }
    }

    /// <summary>A leaf column.</summary>
    /// <param name="Id">Its field id.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Repeated">True when it lies in a list or map.</param>
    internal sealed record Leaf(int Id, IcebergType Type, bool Repeated);
}
