namespace Tarn.Catalog;

/// <summary>What a commit knows of one table, view or namespace. Two entries are the same state exactly when they are equal.</summary>
public abstract record TableEntry
{
    private TableEntry() { }

    /// <summary>The absolute location of the Iceberg metadata file of a table or view, or of a namespace's properties.</summary>
    public required string MetadataLocation { get; init; }

    /// <summary>
    /// The table's own id from its metadata, so that a drop and a creation of the same name are told from a change. A namespace has its name
    /// for an id, so that two branches that make it alike have made the same.
    /// </summary>
    public required string Uuid { get; init; }

    /// <summary>An Iceberg table.</summary>
    public sealed record Table : TableEntry;

    /// <summary>An Iceberg view.</summary>
    public sealed record View : TableEntry;

    /// <summary>A namespace with properties, or one without tables: under the name <see cref="TableName.OfNamespace"/>.</summary>
    public sealed record Namespace : TableEntry;
}
