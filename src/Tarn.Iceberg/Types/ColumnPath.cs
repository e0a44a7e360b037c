namespace Tarn.Iceberg.Types;

/// <summary>Where a column stands in a schema: its name under those of its parents. Equal by value. Names may hold dots.</summary>
public sealed class ColumnPath : IEquatable<ColumnPath>
{
    /// <summary>A path of names from the top; list elements are <c>element</c>, map parts <c>key</c> and <c>value</c>.</summary>
    public ColumnPath(params IReadOnlyList<string> names) => Names = names;

    /// <summary>The parent of top-level columns.</summary>
    public static ColumnPath Root { get; } = new([]);

    /// <summary>The names from the top.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The last name; empty for the root.</summary>
    public string Name => Names.Count == 0 ? "" : Names[^1];

    /// <summary>The path without its last name; the root's parent is the root.</summary>
    public ColumnPath Parent => Names.Count <= 1 ? Root : new([.. Names.SkipLast(1)]);

    /// <summary>The path one name deeper.</summary>
    public ColumnPath Child(string name) => new([.. Names, name]);

    /// <inheritdoc/>
    public bool Equals(ColumnPath? other) => other is not null && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ColumnPath);

    /// <inheritdoc/>
    public override int GetHashCode() => Names.Aggregate(17, HashCode.Combine);

    /// <summary>The names joined by dots.</summary>
    public override string ToString() => string.Join('.', Names);
}
