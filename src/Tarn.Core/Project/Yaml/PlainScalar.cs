using System.Globalization;
using System.Text.RegularExpressions;

namespace Tarn.Project.Yaml;

/// <summary>What a value written without quotes is (YAML 1.2 core schema, section 10.3.2). Yes, no, on and off are text.</summary>
internal static partial class PlainScalar
{
    public static bool IsNull(YamlNode node) => node is YamlNode.Scalar { Style: ScalarStyle.Plain, Text: "" or "~" or "null" or "Null" or "NULL" };

    /// <summary>True or false; null when it is neither.</summary>
    public static bool? FlagOf(YamlNode node) => node is not YamlNode.Scalar { Style: ScalarStyle.Plain or ScalarStyle.Rendered } scalar ? null : scalar.Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>A whole number of 64 bits; null when it is none.</summary>
    public static long? WholeOf(YamlNode node)
    {
        if (node is not YamlNode.Scalar { Style: ScalarStyle.Plain or ScalarStyle.Rendered } scalar || !Whole().IsMatch(scalar.Text))
            return null;
        var text = scalar.Text;
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;
    }

    /// <summary>A number; null when it is none.</summary>
    public static double? NumberOf(YamlNode node)
    {
        if (WholeOf(node) is { } whole)
            return whole;
        if (node is not YamlNode.Scalar { Style: ScalarStyle.Plain or ScalarStyle.Rendered } scalar || !Number().IsMatch(scalar.Text))
            return null;
        return double.Parse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The value as null, bool, long, double, string, or read-only lists and dictionaries of these.</summary>
    public static object? ValueOf(YamlNode? node) => node switch
    {
        YamlNode.Map map => map.Entries.ToDictionary(e => e.Key, e => ValueOf(e.Value), StringComparer.Ordinal).AsReadOnly(),
        YamlNode.List list => list.Items.Select(ValueOf).ToList().AsReadOnly(),
        YamlNode.Scalar scalar => ValueOf(scalar),
        _ => null,
    };

    /// <summary>What a value is, in words.</summary>
    public static string KindOf(YamlNode.Scalar scalar) =>
        IsNull(scalar) ? "empty" : FlagOf(scalar) is not null ? "a yes/no value" : NumberOf(scalar) is not null ? "a number" : "text";

    private static object? ValueOf(YamlNode.Scalar scalar)
    {
        if (IsNull(scalar))
            return null;
        if (FlagOf(scalar) is { } flag)
            return flag;
        return WholeOf(scalar) ?? (object?)NumberOf(scalar) ?? scalar.Text;
    }

    [GeneratedRegex(@"\A([-+]?[0-9]+|0x[0-9a-fA-F]+)\z", RegexOptions.None, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
