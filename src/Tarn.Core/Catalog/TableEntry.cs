namespace Tarn.Catalog;

/// <summary>What a commit knows of one table or view. Two entries are the same state exactly when they are equal.</summary>
public abstract record TableEntry
{
    private TableEntry() { }

    /// <summary>The absolute location of the Iceberg metadata file (of a table or of a view).</summary>
    public required string MetadataLocation { get; init; }

    /// <summary>The table's own id from its metadata, so that a drop and a creation of the same name are told from a change.</summary>
    public required string Uuid { get; init; }

    /// <summary>An Iceberg table.</summary>
    public sealed record Table : TableEntry;

    /// <summary>An Iceberg view.</summary>
    public sealed record View : TableEntry;
}
