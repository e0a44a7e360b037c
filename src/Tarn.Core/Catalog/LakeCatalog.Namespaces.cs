using System.Security.Cryptography;
using Tarn.Storage;

namespace Tarn.Catalog;

/// <content>Namespaces that are there by themselves. Their properties lie at <c>namespaces/&lt;sha256&gt;.json</c>, named by what they hold.</content>
public sealed partial class LakeCatalog
{
    /// <summary>The properties of a namespace.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamespacePropertiesAsync(TableEntry.Namespace entry, CancellationToken cancel = default)
    {
        var key = new TableFiles(Store).KeyOf(entry.MetadataLocation);
        var document = _objects.ParseSummed(await _objects.ReadAsync(key, cancel).ConfigureAwait(false), CatalogJson.Default.NamespaceProperties, key);
        return document.Properties ?? throw _objects.Corrupt(key, "it has no properties.");
    }

    /// <summary>Makes the properties of a namespace durable. The entry is yet to be committed, under <see cref="TableName.OfNamespace"/>.</summary>
    public async Task<TableEntry.Namespace> SaveNamespaceAsync(
        string ns, IReadOnlyDictionary<string, string> properties, CancellationToken cancel = default)
    {
        var document = new CatalogDocuments.NamespaceProperties(new SortedDictionary<string, string>(properties.ToDictionary(), StringComparer.Ordinal));
        var bytes = CatalogObjects.PrintSummed(document, CatalogJson.Default.NamespaceProperties);
        var key = $"namespaces/{Convert.ToHexStringLower(SHA256.HashData(bytes))}.json";
        await Store.CreateAsync(key, bytes, cancel).ConfigureAwait(false);
        return new TableEntry.Namespace { MetadataLocation = $"{Store.Location}/{key}", Uuid = ns };
    }
}
