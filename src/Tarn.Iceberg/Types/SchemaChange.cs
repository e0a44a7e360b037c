namespace Tarn.Iceberg.Types;

/// <summary>A change of a schema that leaves written files readable (spec, "Schema Evolution"). Closed.</summary>
public abstract record SchemaChange
{
    private SchemaChange(ColumnPath path) => Path = path;

    /// <summary>The column it is about.</summary>
    public ColumnPath Path { get; }

    /// <summary>Adds a column after its siblings. Ids in the type are replaced by fresh ones.</summary>
    /// <param name="Path">Where; the parent is the root or a struct.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Doc">What it means; null says nothing.</param>
    /// <param name="Required">True needs a default, hence format version 3.</param>
    /// <param name="Default">The value of rows that are there already and of rows that leave it out; null is null.</param>
    public sealed record Add(ColumnPath Path, IcebergType Type, string? Doc = null, bool Required = false, object? Default = null) : SchemaChange(Path);

    /// <summary>Drops a column with its children. Its id is never used again.</summary>
    public sealed record Drop(ColumnPath Path) : SchemaChange(Path);

    /// <summary>Gives a column another name.</summary>
    public sealed record Rename(ColumnPath Path, string Name) : SchemaChange(Path);

    /// <summary>Puts a column elsewhere among its siblings.</summary>
    public sealed record Move(ColumnPath Path, ColumnPosition To) : SchemaChange(Path);

    /// <summary>Widens a column's type: int to long, float to double, decimals by precision; in version 3 date to timestamp, unknown to any.</summary>
    public sealed record Promote(ColumnPath Path, IcebergType Type) : SchemaChange(Path);

    /// <summary>Lets a required column be null.</summary>
    public sealed record MakeOptional(ColumnPath Path) : SchemaChange(Path);

    /// <summary>Says what a column means; null says nothing.</summary>
    public sealed record Document(ColumnPath Path, string? Doc) : SchemaChange(Path);
}
