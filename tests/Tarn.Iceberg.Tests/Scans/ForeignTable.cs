using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Iceberg.Tests.Scans;

/// <summary>A table that another program wrote, where it lies now.</summary>
internal sealed class ForeignTable
{
    private ForeignTable(TableMetadata metadata, TableFiles files) => (Metadata, Files) = (metadata, files);

    public TableMetadata Metadata { get; }

    public TableFiles Files { get; }

    /// <summary>The newest metadata of a folder under the fixtures; its locations are read from that folder whatever prefix they were written with.</summary>
    public static ForeignTable Open(string folder, string[] writtenAs)
    {
        var path = Fixtures.Folder(folder);
        var newest = Directory.EnumerateFiles(Path.Join(path, "metadata"), "*.metadata.json").MaxBy(MetadataFile.VersionOf)!;
        var metadata = MetadataFile.Read(File.ReadAllBytes(newest), newest);
        var rewrites = writtenAs.Append(metadata.Location).Select(prefix => new PrefixRewrite(prefix, path)).ToList();
        return new ForeignTable(metadata, new TableFiles(new LocalObjectStore(path), rewrites));
    }

    public Task<ScanPlan> PlanAsync(ScanRequest? request = null) =>
        TableScan.PlanAsync(Files, request ?? ScanRequest.Of(Metadata, Metadata.CurrentSnapshot), TestContext.Current.CancellationToken);
}
