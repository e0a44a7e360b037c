using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Reads values out of mappings that passed their check. Where one is missing or of another kind the answer is null or empty.</summary>
internal static class YamlValues
{
    public static string? TextOf(this YamlNode.Map map, string key) => map[key] is YamlNode.Scalar scalar && !PlainScalar.IsNull(scalar) ? scalar.Text : null;

    public static YamlNode.Map? MapOf(this YamlNode.Map map, string key) => map[key] as YamlNode.Map;

    public static bool FlagOf(this YamlNode.Map map, string key) => map[key] is { } node && PlainScalar.FlagOf(node) is true;

    public static long? WholeOf(this YamlNode.Map map, string key) => map[key] is { } node ? PlainScalar.WholeOf(node) : null;

    public static double? NumberOf(this YamlNode.Map map, string key) => map[key] is { } node ? PlainScalar.NumberOf(node) : null;

    public static TimeSpan? DurationOf(this YamlNode.Map map, string key) => map.TextOf(key) is { } text ? DurationText.TryParse(text) : null;

    public static JsonPathText? PathOf(this YamlNode.Map map, string key) => map.TextOf(key) is { } text ? JsonPathText.TryParse(text) : null;

    /// <summary>The items of a list that are mappings.</summary>
    public static IEnumerable<YamlNode.Map> MapsOf(this YamlNode.Map map, string key) => (map[key] as YamlNode.List)?.Items.OfType<YamlNode.Map>() ?? [];

    /// <summary>The single values of a list, or the one that stands without a list.</summary>
    public static IEnumerable<YamlNode.Scalar> ScalarsOf(this YamlNode.Map map, string key) => map[key] switch
    {
        YamlNode.List list => list.Items.OfType<YamlNode.Scalar>(),
        YamlNode.Scalar scalar when !PlainScalar.IsNull(scalar) => [scalar],
        _ => [],
    };

    /// <summary>The texts of a list, or the one that stands without a list.</summary>
    public static IReadOnlyList<string> TextsOf(this YamlNode.Map map, string key) => [.. map.ScalarsOf(key).Select(s => s.Text)];

    /// <summary>A credential: hidden wherever it came from.</summary>
    public static SecretText CredentialOf(this YamlNode.Map map, string key) => SecretText.Secret(map.TextOf(key) ?? "");

    /// <summary>Free values by name.</summary>
    public static IReadOnlyDictionary<string, object?> FreeValuesOf(this YamlNode.Map map, string key) =>
        PlainScalar.ValueOf(map.MapOf(key)) as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Names and values in order; a value that came from the environment is hidden.</summary>
    public static IReadOnlyList<KeyValuePair<string, SecretText>> PairsOf(this YamlNode.Map map, string key) =>
        [.. map.MapOf(key)?.Entries.Select(e => KeyValuePair.Create(e.Key, ShownWhenWritten((YamlNode.Scalar)e.Value))) ?? []];

    private static SecretText ShownWhenWritten(YamlNode.Scalar scalar) =>
        scalar.Style is ScalarStyle.Rendered ? SecretText.Secret(scalar.Text) : SecretText.Open(scalar.Text);
}
