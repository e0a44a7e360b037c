using Tarn.Engine;
using Tarn.Project;
using Tarn.Sql;

namespace Tarn.Models;

/// <summary>Puts together what the folders, the properties file and the model itself configure, and reads it.</summary>
internal sealed class ModelConfig(string model, List<Problem> problems)
{
    private static readonly string[] Materializations = ["view", "table", "incremental", "ephemeral"];

    private static readonly string[] Keys =
    [
        "materialized", "unique_key", "incremental_strategy", "incremental_predicates", "on_schema_change", "partition_by", "sort_by", "table_properties", "snapshot_properties", "schema", "alias", "tags", "enabled", "full_refresh",
        "meta", "access", "batch_size", "begin", "contract", "database", "docs", "event_time", "grants", "group", "incremental_predicates", "lookback",
        "merge_exclude_columns", "merge_update_columns", "packages", "persist_docs", "post_hook", "pre_hook", "post-hook", "pre-hook", "quoting",
        "sql_header", "store_failures", "freshness", "description",
    ];

    private readonly Dictionary<string, (object? Value, string Where)> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _tags = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, object?> Values => _values.ToDictionary(v => v.Key, v => v.Value.Value, StringComparer.Ordinal);

    public IReadOnlyList<string> Tags => [.. _tags];

    /// <summary>Lays more configuration over what is there; tags add up.</summary>
    public void Lay(IReadOnlyDictionary<string, object?> config, string where)
    {
        foreach (var (key, value) in config)
        {
            if (!Keys.Contains(key, StringComparer.Ordinal))
                Tell($"'{key}' is not a key of a model's configuration.{Near.Hint(key, Keys)}", where, "Free notes go under meta.");
            else if (key == "tags")
                _tags.UnionWith(Texts(key, value, where) ?? []);
            else
                _values[key] = (value, where);
        }
    }

    public bool IsEnabled => _values.GetValueOrDefault("enabled").Value is not false;

    public Materialization Materialization()
    {
        var (value, where) = _values.GetValueOrDefault("materialized", ("table", model));
        switch (value)
        {
            case "table": return new Materialization.Table();
            case "view": return new Materialization.View();
            case "ephemeral": return new Materialization.Ephemeral();
            case "incremental": return Incremental();
            default:
                Tell($"'{value}' is not a materialization.{Near.Hint($"{value}", Materializations)}", where, $"Write one of {string.Join(", ", Materializations)}.");
                return new Materialization.Table();
        }
    }

    /// <summary>The table's name: the namespace configured, or else the first folder, or else main.</summary>
    public TableName? Table(SqlFile file)
    {
        var ns = Text("schema") ?? file.Folders.FirstOrDefault() ?? "main";
        var name = $"{ns}.{Text("alias") ?? file.Name}";
        var table = TableName.TryParse(name);
        if (table is null)
            problems.Add(new Problem("models.name", $"'{name}' is not a table name.", file.Path, "Folders, schema and alias of a model are lower-case letters, digits and '_'."));
        return table;
    }

    /// <summary>How the table's files are laid out; what nothing is said of stays as it is.</summary>
    public TableLayout Layout() => new()
    {
        Partitions = Terms("partition_by", LayoutText.PartitionOf, "a column, or day(column), month(column), bucket(16, column), truncate(4, column)"),
        Sort = Terms("sort_by", LayoutText.SortOf, "a column, with desc or nulls last after it where that is meant"),
        Properties = Properties("table_properties", "'write.target-file-size-bytes': 134217728"),
    };

    private IReadOnlyList<T>? Terms<T>(string key, Func<string, T?> read, string means)
        where T : class
    {
        if (!_values.TryGetValue(key, out var given) || given.Value is null)
            return null;
        var (value, where) = given;
        var texts = value is IReadOnlyList<object?> { Count: 0 } ? [] : Texts(key, value, where) ?? [];
        var terms = texts.Select(text => (Text: text, Term: read(text))).ToList();
        foreach (var (text, _) in terms.Where(t => t.Term is null))
            Tell($"'{text}' is not something to {key.Replace('_', ' ')}.", where, $"Write {means}.");
        return [.. terms.Select(t => t.Term).OfType<T>()];
    }

    /// <summary>What snapshots of the table tell beside their counts.</summary>
    public IReadOnlyDictionary<string, string> SnapshotProperties()
    {
        const string key = "snapshot_properties";
        var properties = Properties(key, "'team': 'loans'");
        foreach (var reserved in Engine.SnapshotProperties.Reserved(properties.Keys))
            Tell($"'{reserved}' is not a snapshot property to be set: snapshots tell it themselves.", _values[key].Where, "Take a key of your own.");
        return properties;
    }

    private IReadOnlyDictionary<string, string> Properties(string key, string example)
    {
        var (value, where) = _values.GetValueOrDefault(key);
        if (value is IReadOnlyDictionary<string, object?> map && map.Values.All(v => v is string or bool or long or int or double))
            return map.ToDictionary(p => p.Key, p => TextOf(p.Value!), StringComparer.Ordinal);
        if (value is not null)
            Tell($"'{key}' is not names with values.", where, $"Write {key}={{{example}}}.");
        return new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private static string TextOf(object value) =>
        value is bool flag ? flag ? "true" : "false" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;

    private Materialization.Incremental Incremental()
    {
        var (value, where) = _values.GetValueOrDefault("unique_key", (null, model));
        var key = value is null ? [] : Texts("unique_key", value, where) ?? [];
        if (key.Distinct(StringComparer.OrdinalIgnoreCase).Count() != key.Count)
            Tell("'unique_key' names a column twice.", where, null);
        var strategy = Strategy(key);
        return new Materialization.Incremental(key, strategy) { FullRefresh = Flag("full_refresh"), Predicates = Predicates(strategy) };
    }

    private IncrementalStrategy Strategy(IReadOnlyList<string> key)
    {
        var (value, where) = _values.GetValueOrDefault("incremental_strategy", (null, model));
        if (value is "merge" or "delete+insert" && key.Count == 0)
            Tell($"The strategy '{value}' needs a key.", where, "Name the columns that tell one row from another: unique_key=['id'].");
        else if (value is "insert_overwrite" && !_values.ContainsKey("partition_by"))
            Tell("The strategy 'insert_overwrite' needs partitions.", where, "Say what they are made of: partition_by=['day(seen_at)'].");
        else if (value is not (null or "append" or "merge" or "delete+insert" or "insert_overwrite" or "replace_where"))
            Tell($"'{value}' is not a strategy.", where, "Write append, merge, insert_overwrite or replace_where.");
        return value switch
        {
            "insert_overwrite" => IncrementalStrategy.ReplacePartitions,
            "replace_where" => IncrementalStrategy.ReplaceWhere,
            _ => value is "append" || key.Count == 0 ? IncrementalStrategy.Append : IncrementalStrategy.Merge,
        };
    }

    private IReadOnlyList<string> Predicates(IncrementalStrategy strategy)
    {
        var (value, where) = _values.GetValueOrDefault("incremental_predicates", (null, model));
        if (strategy is IncrementalStrategy.ReplaceWhere && value is null)
            Tell("The strategy 'replace_where' needs conditions.", where, "Say which rows the new ones replace: incremental_predicates=[\"day >= date '2026-01-01'\"].");
        return value is null ? [] : Texts("incremental_predicates", value, where) ?? [];
    }

    private string? Text(string key)
    {
        var (value, where) = _values.GetValueOrDefault(key);
        if (value is not (null or string))
            Tell($"'{key}' is not a text.", where, null);
        return value as string;
    }

    private bool? Flag(string key)
    {
        var (value, where) = _values.GetValueOrDefault(key);
        if (value is not (null or bool))
            Tell($"'{key}' is not true or false.", where, null);
        return value as bool?;
    }

    private IReadOnlyList<string>? Texts(string key, object? value, string where)
    {
        if (value is string { Length: > 0 } one)
            return [one];
        if (value is IReadOnlyList<object?> { Count: > 0 } many && many.All(v => v is string { Length: > 0 }))
            return [.. many.Cast<string>()];
        if (value is IReadOnlyList<object?> { Count: 0 } && key == "tags")
            return [];
        Tell($"'{key}' is not a name or a list of names.", where, $"Write {key}='a' or {key}=['a', 'b'].");
        return null;
    }

    private void Tell(string what, string where, string? next) => problems.Add(new Problem("models.config", what, where, next));
}
