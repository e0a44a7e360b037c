namespace Tarn.Sql.Values;

/// <summary>A list as templates know it: ordered and changeable.</summary>
public sealed class JinjaList
{
    /// <summary>A list of these items, copied.</summary>
    public JinjaList(IEnumerable<object?> items) => Items = [.. items];

    /// <summary>The items, each a value as <see cref="JinjaValue"/> tells.</summary>
    public IList<object?> Items { get; }
}
