using System.Text.Json;

namespace Tarn.Engine;

/// <summary>A scan of a table in an engine's plan (<c>json_serialize_plan</c>), and the conditions that it is given, all of which hold. Pure.</summary>
/// <param name="Schema">The schema of the engine's table.</param>
/// <param name="Table">Its name.</param>
/// <param name="Filters">The top column that each is about, and the condition, which <see cref="PlanFilter"/> reads.</param>
internal sealed record PlanScan(string Schema, string Table, IReadOnlyList<(string Column, JsonElement Filter)> Filters)
{
    /// <summary>All scans of tables in a plan, wherever they stand in it.</summary>
    public static IReadOnlyList<PlanScan> AllIn(JsonElement plan)
    {
        var scans = new List<PlanScan>();
        var open = new Stack<JsonElement>([plan]);
        while (open.TryPop(out var node))
        {
            if (node.ValueKind is JsonValueKind.Object && ScanOf(node) is { } scan)
                scans.Add(scan);
            foreach (var part in PartsOf(node))
                open.Push(part);
        }
        return scans;
    }

    private static IEnumerable<JsonElement> PartsOf(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray(),
        JsonValueKind.Object => node.EnumerateObject().Select(property => property.Value),
        _ => [],
    };

    private static PlanScan? ScanOf(JsonElement node)
    {
        if (!node.TryGetProperty("type", out var type) || type.ValueKind is not JsonValueKind.String || type.GetString() != "LOGICAL_GET")
            return null;
        if (!node.TryGetProperty("function_data", out var data) || data.ValueKind is not JsonValueKind.Object || !data.TryGetProperty("table", out var table))
            return null;
        return new PlanScan(data.GetProperty("schema").GetString()!, table.GetString()!, [.. FiltersOf(node)]);
    }

    /// <summary>They are told by the number of the column in the table.</summary>
    private static IEnumerable<(string, JsonElement)> FiltersOf(JsonElement node)
    {
        if (!node.TryGetProperty("table_filters", out var filters) || !filters.TryGetProperty("filters", out var list))
            yield break;
        var names = node.GetProperty("names");
        foreach (var filter in list.EnumerateArray())
        {
            if (filter.GetProperty("key").GetInt32() is var column && column >= 0 && column < names.GetArrayLength())
                yield return (names[column].GetString()!, filter.GetProperty("value"));
        }
    }
}
