using Tarn.Imports;

namespace Tarn.Lakehouse;

/// <content>Tables and files that others wrote.</content>
public sealed partial class Lakehouse
{
    /// <summary>Makes a table of another engine one of the lake's, its files staying where they are: see <see cref="MetadataImport"/>.</summary>
    public Task<ImportedTable> ImportTableAsync(TableImportRequest request, CancellationToken cancel = default) =>
        new MetadataImport(Catalog, Tables, () => Engine, Ids).ImportAsync(request, cancel);

    /// <summary>What an import of Parquet files would do. Nothing is done.</summary>
    public Task<FileImportPlan> PlanImportAsync(FileImportRequest request, CancellationToken cancel = default) =>
        new FilesImport(Catalog, Tables, Engine, Ids).PlanAsync(request, cancel);

    /// <summary>Adds Parquet files to a table where they lie: see <see cref="FilesImport"/>.</summary>
    public Task<ImportedFiles> ImportFilesAsync(FileImportRequest request, CancellationToken cancel = default) =>
        new FilesImport(Catalog, Tables, Engine, Ids).ImportAsync(request, cancel);
}
