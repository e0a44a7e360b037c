namespace Tarn.Sql.Values;

/// <summary>A tuple as templates know it: ordered and never changed.</summary>
/// <param name="Items">The items, each a value as <see cref="JinjaValue"/> tells.</param>
public sealed record JinjaTuple(IReadOnlyList<object?> Items)
{
    /// <summary>Names under which the items can be had as members; empty when they have none.</summary>
    internal IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>True when the items are equal, as Python compares them.</summary>
    public bool Equals(JinjaTuple? other) => other is not null && PythonOrder.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => PythonOrder.Hash(this);
}
