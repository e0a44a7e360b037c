using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Tests.Types;
using Tarn.Iceberg.Types;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Iceberg.Tests.Commits;

/// <summary>A table of bookings in memory, partitioned by day, and what is done to it.</summary>
internal sealed class Ledger
{
    public const long T0 = 1_780_000_000_000;

    private long _lastSnapshot;

    public TableFiles Files { get; } = new(new MemoryObjectStore("lake"));

    public TableMetadata Table { get; set; } = New(partitioned: true);

    /// <summary>What the next snapshots tell of themselves.</summary>
    public IReadOnlyDictionary<string, string> Told { get; set; } = new Dictionary<string, string>();

    public static TableMetadata New(bool partitioned, IReadOnlyDictionary<string, string>? properties = null, int version = 2)
    {
        var schema = Schemas.Of(
            Schemas.Column(1, "id", new IcebergType.Long(), required: true),
            Schemas.Column(2, "at", new IcebergType.Timestamp(WithZone: true)));
        return TableMetadata.Create(
            new NewTable
            {
                TableUuid = Guid.Parse("9c12d441-03fe-4693-9a96-a0705ddf69c1"),
                Location = "memory://lake/tables/bronze/ledger-0a1b2c3d",
                Schema = schema,
                Spec = partitioned ? PartitionEvolution.Create(schema, [new(new ColumnPath("at"), new Transform.Day())]) : PartitionSpec.Unpartitioned,
                Properties = properties ?? new Dictionary<string, string> { ["owner"] = "tests" },
                FormatVersion = version,
            },
            T0);
    }

    /// <summary>A file of 10 rows and 100 bytes, in the partition of a day where there is one.</summary>
    public static DataFile File(string name, params object?[] partition) => new()
    {
        Path = $"memory://lake/tables/bronze/ledger-0a1b2c3d/data/{name}.parquet",
        Partition = partition,
        RecordCount = 10,
        FileBytes = 100,
    };

    public SnapshotIntent Intent(string branch = "main")
    {
        _lastSnapshot++;
        return new SnapshotIntent { SnapshotId = _lastSnapshot, TimestampMs = T0 + (_lastSnapshot * 1000), CommitUuid = new Guid((int)_lastSnapshot, 0, 0, new byte[8]), Branch = branch, Properties = Told };
    }

    public async Task<Snapshot> AppendAsync(params DataFile[] added) => Commit(await AppendFiles.PrepareAsync(Files, Table, Intent(), added));

    public async Task<Snapshot> OverwriteAsync(FileScope scope, params DataFile[] added) =>
        Commit(await OverwriteFiles.PrepareAsync(Files, Table, Intent(), scope, added));

    public async Task<Snapshot> DeleteAsync(FileScope scope, params DataFile[] deletes) => Commit(await DeleteFiles.PrepareAsync(Files, Table, Intent(), scope, deletes));

    public Snapshot Commit(TableCommit commit)
    {
        Table = After(Table, commit);
        return Table.Snapshots[^1];
    }

    public static TableMetadata After(TableMetadata table, TableCommit commit)
    {
        foreach (var requirement in commit.Requirements)
            requirement.Check(table);
        return MetadataChange.Apply(table, commit.Updates, table.LastUpdatedMs + 1000, $"{table.Location}/metadata/{table.MetadataLog.Count:00000}.metadata.json");
    }

    public async Task<IReadOnlyList<ManifestFile>> ManifestsAsync(TableMetadata? of = null)
    {
        var snapshot = (of ?? Table).CurrentSnapshot!;
        return ManifestListReader.Read(await Files.ReadAsync(snapshot.ManifestList!), snapshot.ManifestList!);
    }

    public async Task<IReadOnlyList<ManifestEntry>> EntriesAsync(TableMetadata? of = null)
    {
        var table = of ?? Table;
        var entries = new List<ManifestEntry>();
        foreach (var manifest in await ManifestsAsync(table))
            entries.AddRange(ManifestReader.Read(await Files.ReadAsync(manifest.Path), manifest, table.Spec(manifest.SpecId), table.CurrentSchema));
        return entries;
    }

    /// <summary>Live files as <c>name@data sequence number</c>, in order of the name.</summary>
    public async Task<string> LiveAsync(TableMetadata? of = null) =>
        string.Join(' ', (await EntriesAsync(of)).Where(entry => entry.Status is not EntryStatus.Deleted)
            .Select(entry => $"{Path.GetFileNameWithoutExtension(entry.File.Path)}@{entry.SequenceNumber}").Order(StringComparer.Ordinal));

    public static string Text(IReadOnlyDictionary<string, string> summary) => string.Join('\n', summary.Select(entry => $"{entry.Key}={entry.Value}"));
}
