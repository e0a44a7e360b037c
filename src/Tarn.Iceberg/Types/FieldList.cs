using System.Collections;

namespace Tarn.Iceberg.Types;

/// <summary>Fields in their order, immutable, equal by value.</summary>
public sealed class FieldList(IEnumerable<NestedField> fields) : IReadOnlyList<NestedField>, IEquatable<FieldList>
{
    private readonly NestedField[] _fields = [.. fields];

    /// <summary>The field at a position, from 0.</summary>
    public NestedField this[int index] => _fields[index];

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Length;

    /// <summary>Same fields in the same order.</summary>
    public bool Equals(FieldList? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldList);

    /// <inheritdoc/>
    public override int GetHashCode() => _fields.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<NestedField> GetEnumerator() => ((IEnumerable<NestedField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _fields.GetEnumerator();
}
