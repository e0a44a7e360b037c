namespace Tarn.Sql.Values;

/// <summary>
/// Values of templates and values of the host. A template's value is null (none), bool, long, double, string, <see cref="JinjaList"/>,
/// <see cref="JinjaTuple"/>, <see cref="JinjaDict"/>, <see cref="JinjaObject"/> or <see cref="JinjaUndefined"/>.
/// </summary>
public static class JinjaValue
{
    /// <summary>The template's value of a host's value: numbers widened, lists and dictionaries copied.</summary>
    /// <exception cref="ArgumentException">Templates know nothing of that type.</exception>
    public static object? From(object? host) => host switch
    {
        null or bool or long or double or string or JinjaList or JinjaTuple or JinjaDict or JinjaObject or JinjaUndefined => host,
        int n => (long)n,
        float n => (double)n,
        decimal n => (double)n,
        IReadOnlyDictionary<string, object?> map => new JinjaDict(map.Select(e => KeyValuePair.Create((object?)e.Key, From(e.Value)))),
        IEnumerable<object?> items => new JinjaList(items.Select(From)),
        _ => throw new ArgumentException($"Templates know nothing of {host.GetType()}.", nameof(host)),
    };

    /// <summary>
    /// The host's value of a template's value: lists and tuples become read-only lists, dicts read-only dictionaries by the text of their keys,
    /// what is undefined becomes null, objects their text.
    /// </summary>
    public static object? ToHost(object? value) => value switch
    {
        JinjaUndefined => null,
        JinjaDict map => map.Entries.ToDictionary(e => PythonText.Str(e.Key), e => ToHost(e.Value), StringComparer.Ordinal),
        JinjaList or JinjaTuple => PythonItems.Of(value).Select(ToHost).ToList(),
        JinjaObject o => o.Text,
        _ => value,
    };
}
