namespace Tarn.Iceberg.Types;

/// <summary>A column or a child of a struct: its id, unique in the table and never used again, is what files are read by.</summary>
public sealed record NestedField
{
    /// <summary>The field id, 1 or more.</summary>
    public required int Id { get; init; }

    /// <summary>The name, unique among its siblings.</summary>
    public required string Name { get; init; }

    /// <summary>The type.</summary>
    public required IcebergType Type { get; init; }

    /// <summary>True when a value must always be there. Tarn declares columns optional unless a check enforces it.</summary>
    public bool Required { get; init; }

    /// <summary>What the column means, in words; null when nobody said.</summary>
    public string? Doc { get; init; }

    /// <summary>Version 3: the value of rows written before the column was added (see <see cref="IcebergType"/>); null means null.</summary>
    public object? InitialDefault { get; init; }

    /// <summary>Version 3: the value of rows whose writer left the column out; null means null.</summary>
    public object? WriteDefault { get; init; }
}
