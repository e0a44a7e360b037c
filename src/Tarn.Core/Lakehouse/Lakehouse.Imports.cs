using Tarn.Imports;

namespace Tarn.Lakehouse;

/// <content>Tables and files that others wrote.</content>
public sealed partial class Lakehouse
{
    /// <summary>Makes a table of another engine one of the lake's, its files staying where they are: see <see cref="MetadataImport"/>.</summary>
    public Task<ImportedTable> ImportTableAsync(TableImportRequest request, CancellationToken cancel = default) =>
        new MetadataImport(Catalog, Tables, () => Engine, Ids).ImportAsync(request, cancel);
}
