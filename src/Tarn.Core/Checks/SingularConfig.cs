using Tarn.Project;
using Tarn.Project.Shapes;

namespace Tarn.Checks;

/// <summary>Reads what a test that is a query, or the definition of a kind of tests, says of itself with <c>config(...)</c>; what is wrong is told.</summary>
internal sealed class SingularConfig(string where, IReadOnlyDictionary<string, object?> config, List<Problem> problems)
{
    private static readonly string[] Keys = ["severity", "limit", "error_if", "warn_if", "fail_calc", "enabled", "tags", "meta"];

    private static readonly string[] WithoutEffect =
        ["alias", "database", "description", "docs", "group", "schema", "sql_header", "store_failures", "store_failures_as"];

    public TestSettings Read()
    {
        foreach (var key in config.Keys.Where(key => !Keys.Contains(key, StringComparer.Ordinal) && !WithoutEffect.Contains(key, StringComparer.Ordinal)))
            Tell($"'{key}' is not a key of a test's configuration.", key is "where" ? "Write the condition into the query." : NearName.Question(key, Keys, $"The keys are {string.Join(", ", Keys)}."));
        return new TestSettings
        {
            Severity = Severity(),
            Limit = Limit(),
            ErrorIf = Text("error_if"),
            WarnIf = Text("warn_if"),
            FailCalc = Text("fail_calc"),
            Enabled = Enabled(),
            Tags = Tags(),
        };
    }

    private TestSeverity Severity()
    {
        var text = Text("severity");
        if ("warn".Equals(text, StringComparison.OrdinalIgnoreCase))
            return TestSeverity.Warn;
        if (text is not null && !"error".Equals(text, StringComparison.OrdinalIgnoreCase))
            Tell($"'{text}' is not a severity.", "Write severity='warn' or severity='error'.");
        return TestSeverity.Error;
    }

    private long? Limit()
    {
        var value = config.GetValueOrDefault("limit");
        if (value is null or long and >= 1)
            return value as long?;
        Tell("'limit' is not a number of rows.", "Write limit=100.");
        return null;
    }

    private bool Enabled()
    {
        if (config.GetValueOrDefault("enabled", true) is bool enabled)
            return enabled;
        Tell("'enabled' is not true or false.", "Write enabled=false.");
        return true;
    }

    private IReadOnlyList<string> Tags()
    {
        var value = config.GetValueOrDefault("tags");
        if (value is string tag)
            return [tag];
        if (value is null || (value is IReadOnlyList<object?> all && all.All(t => t is string)))
            return [.. (value as IReadOnlyList<object?> ?? []).OfType<string>()];
        Tell("'tags' is not a name or a list of names.", "Write tags=['a', 'b'].");
        return [];
    }

    private string? Text(string key)
    {
        var value = config.GetValueOrDefault(key);
        if (value is not (null or string))
            Tell($"'{key}' is not a text.", $"Put it in quotes: {key}='...'.");
        return value as string;
    }

    private void Tell(string what, string? next) => problems.Add(new Problem("check.config", what, where, next));
}
