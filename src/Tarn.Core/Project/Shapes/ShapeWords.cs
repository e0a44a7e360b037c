namespace Tarn.Project.Shapes;

/// <summary>Says shapes in words, for messages and for the reference.</summary>
internal static class ShapeWords
{
    /// <summary>What it is, with its article.</summary>
    public static string Of(Shape shape) => shape switch
    {
        Shape.Text text => text.Form?.Name ?? "text",
        Shape.Loose => "a single value",
        Shape.Flag => "a yes/no value",
        Shape.Whole whole => "a whole number" + Bounds(whole.Min, whole.Max, long.MaxValue),
        Shape.Number number => "a number" + Bounds(number.Min, number.Max, double.MaxValue),
        Shape.Choice choice => "one of " + string.Join(", ", choice.Texts),
        Shape.Items { OrOne: true } items => $"{Of(items.Item)}, or a list of them",
        Shape.Items => "a list",
        Shape.Table or Shape.Kinds or Shape.Keys => "a mapping",
        Shape.Named named => Of(named.Target()),
        _ => "any value",
    };

    /// <summary>How to write it, a sentence.</summary>
    public static string Next(Shape shape) => shape switch
    {
        Shape.Text text => text.Form?.Next ?? "Write text.",
        Shape.Flag => "Write true or false, without quotes.",
        Shape.Whole or Shape.Number => $"Write {Of(shape)}, without quotes.",
        Shape.Choice => $"Write {Of(shape)}.",
        Shape.Items => "Write a list: a line with '- ' for each item, or [a, b].",
        Shape.Kinds kinds => $"Write {{ type: {kinds.Types[0].Type}, ... }} or its keys on lines of their own; the types are {string.Join(", ", kinds.Types.Select(t => t.Type))}.",
        Shape.Keys keys => $"Write its keys on lines of their own, indented: {Names(keys)}.",
        Shape.Table => "Write name: value on lines of their own, indented.",
        Shape.Named named => Next(named.Target()),
        _ => $"Write {Of(shape)}.",
    };

    /// <summary>What to do about a key that is not known.</summary>
    public static string NextKey(string key, Shape.Keys keys) =>
        NearName.Question(key.TrimStart('+'), keys.Entries.Select(e => e.Name), $"The keys are {Names(keys)}.");

    /// <summary>What to call an item of a list in a message.</summary>
    public static string ItemOf(Shape.Items items, string name) => items.Item switch
    {
        Shape.Keys keys => keys.Title,
        Shape.Kinds kinds => kinds.Title,
        _ => $"An item of {name}",
    };

    /// <summary>At the beginning of a sentence: an article gets its capital, a name stays as it is.</summary>
    public static string Capital(string text) => text.StartsWith('a') && text.Contains(' ', StringComparison.Ordinal) ? 'A' + text[1..] : text;

    private static string Names(Shape.Keys keys) => string.Join(", ", keys.Entries.Where(e => !e.NotRun).Select(e => e.Name));

    private static string Bounds(double min, double max, double open) =>
        min >= max ? $", {min}" : max >= open ? $" of at least {min:0.###}" : $" from {min:0.###} to {max:0.###}";
}
