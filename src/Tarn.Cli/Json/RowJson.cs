using System.Text.Json;
using Tarn.Lakehouse;

namespace Tarn.Cli.Json;

/// <summary>A row as an object, its columns in order.</summary>
internal static class RowJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<QueryColumn> columns, IReadOnlyList<object?> row)
    {
        json.WriteStartObject();
        for (var i = 0; i < columns.Count; i++)
        {
            json.WritePropertyName(columns[i].Name);
            ValueJson.Write(json, row[i]);
        }
        json.WriteEndObject();
    }

    /// <summary>The columns with names of their own: a second <c>a</c> becomes <c>a_1</c>, since an object has a name once.</summary>
    public static IReadOnlyList<QueryColumn> Distinct(IReadOnlyList<QueryColumn> columns)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. columns.Select(c => c with { Name = Free(c.Name, taken) })];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var n = 1; !taken.Add(free); n++)
            free = $"{name}_{n}";
        return free;
    }
}
