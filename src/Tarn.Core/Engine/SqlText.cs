namespace Tarn.Engine;

/// <summary>Names and text as SQL spells them.</summary>
public static class SqlText
{
    /// <summary>An identifier in double quotes.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Text in single quotes.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Names in double quotes with commas between.</summary>
    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));
}
