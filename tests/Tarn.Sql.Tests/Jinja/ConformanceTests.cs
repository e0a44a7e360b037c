using System.Runtime.CompilerServices;
using System.Text.Json;
using Tarn.Sql.Jinja;

namespace Tarn.Sql.Tests.Jinja;

/// <summary>Templates and what Jinja 3.1 itself makes of them, as recorded in conformance.json.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<int, string> Cases =>
        [.. All.Select((c, i) => (i, $"{c.GetProperty("group").GetString()}: {c.GetProperty("template").GetString()}"))];

    private static JsonElement[] All { get; } = Read();

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_template_renders_as_Jinja_renders_it(int index, string told)
    {
        var one = All[index];
        var scope = new JinjaScope { Variables = one.GetProperty("vars").EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value)) };
        string Render() => JinjaTemplate.Parse(one.GetProperty("template").GetString()!, "case.sql").Render(scope);
        if (one.TryGetProperty("fails", out _))
            Should.Throw<JinjaException>(Render, told).Line.ShouldBeGreaterThan(0);
        else
            Render().ShouldBe(one.GetProperty("expected").GetString(), told);
    }

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToList(),
        _ => json.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value)),
    };

    private static JsonElement[] Read([CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "conformance.json");
        return [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray()];
    }
}
