namespace Tarn.Engine;

/// <summary>The type of a Parquet column as the engine reads it. Closed.</summary>
public abstract record FileType
{
    private FileType() { }

    /// <summary>The engine's spelling of the type.</summary>
    public abstract string Sql { get; }

    /// <summary>A column without children.</summary>
    public sealed record Leaf(string Name) : FileType
    {
        /// <inheritdoc/>
        public override string Sql => Name;
    }

    /// <summary>Named children.</summary>
    public sealed record Struct(IReadOnlyList<FileColumn> Columns) : FileType
    {
        /// <inheritdoc/>
        public override string Sql => $"STRUCT({string.Join(", ", Columns.Select(c => $"{SqlText.Name(c.Name)} {c.Type.Sql}"))})";
    }

    /// <summary>Elements.</summary>
    public sealed record List(FileColumn Element) : FileType
    {
        /// <inheritdoc/>
        public override string Sql => Element.Type.Sql + "[]";
    }

    /// <summary>Keys to values.</summary>
    public sealed record Map(FileColumn Key, FileColumn Value) : FileType
    {
        /// <inheritdoc/>
        public override string Sql => $"MAP({Key.Type.Sql}, {Value.Type.Sql})";
    }
}
