using System.Text.Json;

namespace Tarn.Engine;

/// <summary>What an engine's plan tells of the scans of its tables (<c>explain (format json)</c>). Pure.</summary>
internal static class ScanFilters
{
    private const string Optional = "optional: ";

    /// <summary>For each scan the table's name as the plan has it, and the conditions that the scan is given, all of which hold.</summary>
    public static IReadOnlyList<(string Table, IReadOnlyList<string> Filters)> Of(string plan)
    {
        using var document = JsonDocument.Parse(plan);
        var scans = new List<(string, IReadOnlyList<string>)>();
        var open = new Stack<JsonElement>([document.RootElement]);
        while (open.TryPop(out var node))
        {
            if (node.ValueKind is JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray())
                    open.Push(item);
                continue;
            }
            if (node.TryGetProperty("extra_info", out var facts) && facts.ValueKind is JsonValueKind.Object && facts.TryGetProperty("Table", out var table))
                scans.Add((table.GetString() ?? "", FiltersOf(facts)));
            if (node.TryGetProperty("children", out var children))
                open.Push(children);
        }
        return scans;
    }

    /// <summary>What is optional to the engine holds all the same: it is checked again above the scan.</summary>
    private static IReadOnlyList<string> FiltersOf(JsonElement facts)
    {
        if (!facts.TryGetProperty("Filters", out var filters))
            return [];
        var texts = filters.ValueKind is JsonValueKind.Array ? filters.EnumerateArray().Select(f => f.GetString()) : [filters.GetString()];
        return [.. texts.OfType<string>().Select(text => text.Replace(Optional, "", StringComparison.Ordinal))];
    }
}
