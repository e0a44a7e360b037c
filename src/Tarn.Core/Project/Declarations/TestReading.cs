using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Reads one test of a properties file: a name, or a name with its arguments and configuration.</summary>
internal sealed class TestReading(ProblemList problems)
{
    private static readonly Dictionary<string, Shape.Keys> CoreArguments = new(StringComparer.Ordinal)
    {
        ["unique"] = new("unique", [new("column_name", new Shape.Text(), "The column.")]),
        ["not_null"] = new("not_null", [new("column_name", new Shape.Text(), "The column.")]),
        ["accepted_values"] = new("accepted_values",
        [
            new("values", new Shape.Items(new Shape.Any(), 1), "The values.") { Required = true, Example = "[a, b]" },
            new("quote", new Shape.Flag(), "Whether the values are text."),
            new("column_name", new Shape.Text(), "The column."),
        ]),
        ["relationships"] = new("relationships",
        [
            new("to", new Shape.Text(), "The other model.") { Required = true, Example = "ref('dim_title')" },
            new("field", new Shape.Text(), "Its column.") { Required = true, Example = "title_id" },
            new("column_name", new Shape.Text(), "The column."),
        ]),
    };

    /// <summary>The test; null when it is none, which is then told.</summary>
    public TestDeclaration? Read(YamlNode node, string? column)
    {
        if (node is YamlNode.Scalar scalar && !PlainScalar.IsNull(node))
            return Make(scalar.Text, new YamlNode.Map(node.Place, []), column, node.Place);
        if (node is YamlNode.Map map && map.TextOf("test_name") is { } kind)
            return Make(kind, map with { Entries = [.. map.Entries.Where(e => e.Key is not "test_name")] }, column, node.Place);
        if (node is YamlNode.Map { Entries: [var only] } && (only.Value is YamlNode.Map || PlainScalar.IsNull(only.Value)))
            return Make(only.Key, only.Value as YamlNode.Map ?? new YamlNode.Map(only.Place, []), column, only.Place);
        problems.WrongType("A test is a name, or one name with its arguments below it.", node.Place, "Write - unique, or - accepted_values: { values: [a, b] }");
        return null;
    }

    private TestDeclaration Make(string kind, YamlNode.Map body, string? column, YamlPlace place)
    {
        var settings = Settings(body);
        new ShapeCheck(problems).Check(settings, PropertiesShape.TestSettings, "'config'");
        var arguments = Arguments(body);
        if (CoreArguments.GetValueOrDefault(kind) is { } keys)
            new ShapeCheck(problems).Check(arguments, keys, $"'{kind}'");
        return new TestDeclaration
        {
            Kind = kind,
            Name = body.TextOf("name"),
            Column = column,
            Arguments = (IReadOnlyDictionary<string, object?>)PlainScalar.ValueOf(arguments)!,
            Settings = ReadSettings(settings),
            Where = place.ToString(),
        };
    }

    /// <summary>Settings stand under <c>config</c> or, as dbt wrote them before, beside the arguments.</summary>
    private YamlNode.Map Settings(YamlNode.Map body)
    {
        if (body["config"] is { } wrong and not YamlNode.Map && !PlainScalar.IsNull(wrong))
            problems.WrongType($"'config' is {wrong.Kind}, not a mapping.", wrong.Place, "Write config: { severity: warn }");
        var beside = body.Entries.Where(e => PropertiesShape.TestSettings.Find(e.Key) is not null);
        return body with { Entries = [.. body.MapOf("config")?.Entries ?? [], .. beside] };
    }

    /// <summary>Arguments stand beside the settings or, as dbt writes them now, under <c>arguments</c>.</summary>
    private static YamlNode.Map Arguments(YamlNode.Map body)
    {
        var beside = body.Entries.Where(e =>
            e.Key is not ("config" or "arguments" or "name" or "description") && PropertiesShape.TestSettings.Find(e.Key) is null);
        return body with { Entries = [.. body.MapOf("arguments")?.Entries ?? [], .. beside] };
    }

    private static TestSettings ReadSettings(YamlNode.Map settings) => new()
    {
        SaysSeverity = settings.TextOf("severity") is not null,
        Severity = settings.TextOf("severity") is "warn" or "WARN" ? TestSeverity.Warn : TestSeverity.Error,
        Where = settings.TextOf("where"),
        Limit = settings.WholeOf("limit"),
        ErrorIf = settings.TextOf("error_if"),
        WarnIf = settings.TextOf("warn_if"),
        FailCalc = settings.TextOf("fail_calc"),
        Enabled = settings["enabled"] is null || settings.FlagOf("enabled"),
        Tags = settings.TextsOf("tags"),
    };
}
