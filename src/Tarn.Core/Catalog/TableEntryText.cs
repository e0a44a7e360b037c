namespace Tarn.Catalog;

/// <summary>Entries to and from their JSON.</summary>
internal static class TableEntryText
{
    public static CatalogDocuments.Entry Write(TableEntry entry) =>
        new(KindOf(entry), entry.MetadataLocation, entry.Uuid);

    /// <summary>Null when the kind is none that this version knows.</summary>
    public static TableEntry? Read(CatalogDocuments.Entry entry) => entry switch
    {
        { Location: null } or { Uuid: null } => null,
        { Kind: "table" } => new TableEntry.Table { MetadataLocation = entry.Location, Uuid = entry.Uuid },
        { Kind: "view" } => new TableEntry.View { MetadataLocation = entry.Location, Uuid = entry.Uuid },
        { Kind: "namespace" } => new TableEntry.Namespace { MetadataLocation = entry.Location, Uuid = entry.Uuid },
        _ => null,
    };

    private static string KindOf(TableEntry entry) => entry switch
    {
        TableEntry.View => "view",
        TableEntry.Namespace => "namespace",
        _ => "table",
    };
}
