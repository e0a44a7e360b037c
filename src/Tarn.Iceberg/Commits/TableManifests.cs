using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>Reads and writes the manifests of a table for one commit.</summary>
internal sealed class TableManifests(TableFiles files, TableMetadata metadata)
{
    private readonly List<string> _written = [];

    /// <summary>The locations written so far.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>The lines of a snapshot's manifest list; none for no snapshot.</summary>
    public async Task<IReadOnlyList<ManifestFile>> ListAsync(Snapshot? snapshot, CancellationToken cancel)
    {
        if (snapshot is null)
            return [];
        var location = snapshot.ManifestList ?? throw IcebergException.Unsupported(
            metadata.Location, $"snapshot {snapshot.SnapshotId} has no manifest list, as in old tables of version 1; it can be read, not built on.");
        return ManifestListReader.Read(await files.ReadAsync(location, cancel).ConfigureAwait(false), location);
    }

    /// <summary>The entries of a manifest that are not deleted.</summary>
    public async Task<IReadOnlyList<ManifestEntry>> LiveAsync(ManifestFile manifest, CancellationToken cancel)
    {
        var content = await files.ReadAsync(manifest.Path, cancel).ConfigureAwait(false);
        var spec = metadata.Spec(manifest.SpecId);
        return [.. ManifestReader.Read(content, manifest, spec, SchemaFor(spec)).Where(entry => entry.Status is not EntryStatus.Deleted)];
    }

    /// <summary>Writes a manifest, <c>{commitUuid}-m{n}.avro</c>, with the first n from <paramref name="first"/> that is free or holds the same.</summary>
    public async Task<(ManifestFile Line, int Number)> WriteAsync(ManifestDraft.Fresh draft, SnapshotIntent intent, int first, CancellationToken cancel)
    {
        var spec = metadata.Spec(draft.SpecId);
        var writer = new ManifestWriter(SchemaFor(spec), spec, intent.SnapshotId, draft.Deletes, metadata.FormatVersion);
        foreach (var entry in draft.Entries)
            writer.Add(entry);
        var written = writer.Finish("");
        var (location, number) = await CreateAsync(n => $"{intent.CommitUuid:D}-m{n}.avro", first, written.Content, cancel).ConfigureAwait(false);
        var line = written with { Unassigned = written.Unassigned with { Path = location } };
        return (line.At(metadata.LastSequenceNumber + 1), number);
    }

    /// <summary>Writes a manifest list, <c>snap-{snapshotId}-{attempt}-{commitUuid}.avro</c>.</summary>
    public async Task<string> WriteListAsync(IReadOnlyList<ManifestFile> lines, SnapshotIntent intent, long? parent, CancellationToken cancel)
    {
        var content = ManifestListWriter.Write(lines, intent.SnapshotId, parent, metadata.LastSequenceNumber + 1, metadata.FormatVersion);
        var (location, _) = await CreateAsync(n => $"snap-{intent.SnapshotId}-{n}-{intent.CommitUuid:D}.avro", 1, content, cancel).ConfigureAwait(false);
        return location;
    }

    /// <summary>The current schema, or for specs of dropped columns the youngest that still has them.</summary>
    public TableSchema SchemaFor(PartitionSpec spec) =>
        metadata.Schemas.OrderByDescending(schema => schema.SchemaId).Prepend(metadata.CurrentSchema)
            .FirstOrDefault(schema => PartitionEvolution.Problems(spec, schema).Count == 0) ?? metadata.CurrentSchema;

    /// <summary>An attempt that came before left its files: what is the same is used again, what is not gets the next number.</summary>
    private async Task<(string Location, int Number)> CreateAsync(Func<int, string> name, int first, byte[] content, CancellationToken cancel)
    {
        for (var number = first; ; number++)
        {
            var location = $"{metadata.Location}/metadata/{name(number)}";
            var created = await files.CreateAsync(location, content, cancel).ConfigureAwait(false);
            var there = created ? content : await files.ReadAsync(location, cancel).ConfigureAwait(false);
            if (!there.AsSpan().SequenceEqual(content))
                continue;
            _written.Add(location);
            return (location, number);
        }
    }
}
