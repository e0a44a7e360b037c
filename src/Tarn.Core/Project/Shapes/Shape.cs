namespace Tarn.Project.Shapes;

/// <summary>
/// What a piece of a file may be. The same tree validates (<see cref="ShapeCheck"/>), completes in editors (JsonSchemaText),
/// fills in defaults (<see cref="ShapeFill"/>) and is the reference (ReferenceText), so that they cannot disagree.
/// </summary>
internal abstract record Shape
{
    private Shape() { }

    /// <summary>Text of a form; null takes any.</summary>
    public sealed record Text(TextForm? Form = null) : Shape;

    /// <summary>A single value of any kind, taken as text: <c>500</c> is "500".</summary>
    public sealed record Loose : Shape;

    /// <summary>True or false.</summary>
    public sealed record Flag : Shape;

    /// <summary>A whole number.</summary>
    public sealed record Whole(long Min, long Max) : Shape;

    /// <summary>A number, with or without decimals.</summary>
    public sealed record Number(double Min, double Max) : Shape;

    /// <summary>One text of a few.</summary>
    public sealed record Choice(IReadOnlyList<string> Texts) : Shape;

    /// <summary>Anything.</summary>
    public sealed record Any : Shape;

    /// <summary>A list.</summary>
    /// <param name="Item">What each item is.</param>
    /// <param name="Min">The least number of items.</param>
    /// <param name="OrOne">True when one item may stand without a list.</param>
    public sealed record Items(Shape Item, int Min = 0, bool OrOne = false) : Shape;

    /// <summary>A mapping from names that the writer chooses.</summary>
    public sealed record Table(Shape Value, TextForm? Names = null) : Shape;

    /// <summary>A mapping with known keys.</summary>
    /// <param name="Title">With its article, for messages and headings: <c>a source</c>.</param>
    /// <param name="Entries">The keys in the order of the reference.</param>
    public sealed record Keys(string Title, IReadOnlyList<ShapeKey> Entries) : Shape
    {
        /// <summary>What a mapping under a key that is not known may be; null takes none. Such a key is a name of the writer's.</summary>
        public Shape? Others { get; init; }

        /// <summary>True when every key may also be written with '+' before it.</summary>
        public bool Plus { get; init; }

        /// <summary>The key of a name; null when it is not known.</summary>
        public ShapeKey? Find(string name) =>
            Entries.FirstOrDefault(e => string.Equals(e.Name, Plus && name.StartsWith('+') ? name[1..] : name, StringComparison.Ordinal));
    }

    /// <summary>A mapping whose key <c>type</c> tells which keys it has.</summary>
    public sealed record Kinds(string Title, IReadOnlyList<(string Type, Keys Keys)> Types) : Shape;

    /// <summary>A shape that stands in more places than one, or within itself.</summary>
    public sealed record Named(string Name, Func<Shape> Target) : Shape;
}
