using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Scans;

/// <summary>A table of ours in a folder of its own, one snapshot that holds all its manifests.</summary>
internal sealed class WrittenTable(PartitionSpec spec) : IDisposable
{
    private readonly List<ManifestFile> _manifests = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("tarn-table-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string LocationOf(string name) => "file://" + PathOf(name);

    public string PathOf(string name) => Path.Join(Folder, name);

    /// <summary>A manifest of one commit; sizes are taken from the files.</summary>
    public void Commit(TableSchema schema, params DataFile[] files)
    {
        var sequence = _manifests.Count + 1;
        var writer = new ManifestWriter(schema, spec, 100 + sequence, files[0].Content is not FileContent.Data);
        foreach (var file in files)
            writer.Add(new ManifestEntry { Status = EntryStatus.Added, File = file with { FileBytes = new FileInfo(new Uri(file.Path).LocalPath).Length } });
        var written = writer.Finish(LocationOf($"m{sequence}.avro"));
        File.WriteAllBytes(PathOf($"m{sequence}.avro"), written.Content);
        _manifests.Add(written.At(sequence));
    }

    /// <summary>Writes the manifest list and <c>metadata/v1.metadata.json</c>. The last schema is the current one.</summary>
    public TableMetadata Publish(params TableSchema[] schemas)
    {
        var sequence = _manifests.Count;
        File.WriteAllBytes(PathOf("snap.avro"), ManifestListWriter.Write(_manifests, 100 + sequence, null, sequence));
        var snapshot = new Snapshot
        {
            SnapshotId = 100 + sequence,
            SequenceNumber = sequence,
            TimestampMs = 1_780_617_600_000,
            ManifestList = LocationOf("snap.avro"),
            Summary = new Dictionary<string, string> { ["operation"] = "overwrite" },
            SchemaId = schemas[^1].SchemaId,
        };
        var metadata = new TableMetadata
        {
            FormatVersion = 2,
            TableUuid = new Guid("f79c3e09-677c-4bbd-a479-3f349cb785e7"),
            Location = "file://" + Folder,
            LastSequenceNumber = sequence,
            LastUpdatedMs = snapshot.TimestampMs,
            LastColumnId = schemas.Max(schema => schema.Fields.Max(field => field.Id)),
            Schemas = schemas,
            CurrentSchemaId = schemas[^1].SchemaId,
            PartitionSpecs = [spec],
            DefaultSpecId = spec.SpecId,
            LastPartitionId = 999 + spec.Fields.Count,
            CurrentSnapshotId = snapshot.SnapshotId,
            Snapshots = [snapshot],
            SortOrders = [SortOrder.Unsorted],
            DefaultSortOrderId = 0,
            Refs = new Dictionary<string, SnapshotRef> { [SnapshotRef.Main] = new SnapshotRef.Branch(snapshot.SnapshotId) },
        };
        Directory.CreateDirectory(PathOf("metadata"));
        File.WriteAllBytes(PathOf("metadata/v1.metadata.json"), MetadataFile.Write(metadata));
        return metadata;
    }
}
