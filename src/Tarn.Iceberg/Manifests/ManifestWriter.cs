using System.Text.Json;
using Tarn.Iceberg.Avro;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Manifests;

/// <summary>Writes one manifest of version 2 or 3, deflated, for files of one spec (spec, "Manifests").</summary>
public sealed class ManifestWriter
{
    private readonly AvroFileWriter _file;
    private readonly IReadOnlyList<IcebergType> _types;
    private readonly PartitionSummaryBuilder[] _summaries;
    private readonly ManifestTotals _totals = new();
    private readonly PartitionSpec _spec;
    private readonly long _snapshotId;
    private readonly bool _deletes;
    private readonly int _version;

    /// <summary>Starts a manifest.</summary>
    /// <param name="schema">The table's schema at this commit; it goes into the header.</param>
    /// <param name="spec">The spec of every file that will be added.</param>
    /// <param name="snapshotId">The snapshot that the manifest is written for.</param>
    /// <param name="deletes">True for delete files, false for data files.</param>
    /// <param name="version">The table's version.</param>
    /// <exception cref="IcebergException">Invalid or Unsupported: the spec does not fit the schema.</exception>
    public ManifestWriter(TableSchema schema, PartitionSpec spec, long snapshotId, bool deletes = false, int version = 2)
    {
        (_spec, _snapshotId, _deletes, _version) = (spec, snapshotId, deletes, version);
        var types = PartitionTypes.Of(spec, schema);
        _types = [.. types.Select((type, i) => type ?? Absent(spec.Fields[i]))];
        _summaries = [.. _types.Select(type => new PartitionSummaryBuilder(type))];
        _file = new AvroFileWriter(ManifestSchemas.Manifest(PartitionRecordSchema.FieldsJson(spec, _types), version), Header(schema));
    }

    /// <summary>
    /// Adds an entry. An added one may leave its snapshot and its sequence numbers open; it takes the manifest's. The others carry their own.
    /// </summary>
    /// <exception cref="IcebergException">Invalid: the entry does not fit the manifest.</exception>
    public void Add(ManifestEntry entry)
    {
        Check(entry);
        ManifestEntryEncoder.Write(_file.Record, entry with { SnapshotId = entry.SnapshotId ?? _snapshotId }, _types, _version);
        _file.EndRecord();
        _totals.Add(entry);
        for (var i = 0; i < _summaries.Length; i++)
            _summaries[i].Add(entry.File.Partition[i]);
    }

    /// <summary>Closes the manifest, to be stored at <paramref name="path"/>. Nothing may be added after it.</summary>
    public WrittenManifest Finish(string path)
    {
        var content = _file.Finish();
        var line = new ManifestFile
        {
            Path = path,
            Bytes = content.Length,
            SpecId = _spec.SpecId,
            Deletes = _deletes,
            AddedSnapshotId = _snapshotId,
            AddedFiles = _totals.Files(EntryStatus.Added),
            ExistingFiles = _totals.Files(EntryStatus.Existing),
            DeletedFiles = _totals.Files(EntryStatus.Deleted),
            AddedRows = _totals.Rows(EntryStatus.Added),
            ExistingRows = _totals.Rows(EntryStatus.Existing),
            DeletedRows = _totals.Rows(EntryStatus.Deleted),
            Partitions = [.. _summaries.Select(summary => summary.Build())],
        };
        return new WrittenManifest(content, line, _totals.MinSequence);
    }

    private void Check(ManifestEntry entry)
    {
        if (entry.File.Content is FileContent.Data == _deletes)
            throw Misfit(entry, $"{entry.File.Content} in a manifest of {(_deletes ? "deletes" : "data")}");
        if (entry.Status is not EntryStatus.Added && (entry.SequenceNumber is null || entry.FileSequenceNumber is null || entry.SnapshotId is null))
            throw Misfit(entry, $"{entry.Status} without its snapshot and sequence numbers, which only an added file may leave open");
        if (entry.File.SpecId != _spec.SpecId)
            throw Misfit(entry, $"a file of the partition spec {entry.File.SpecId} in a manifest of the spec {_spec.SpecId}");
        if (entry.File.ContentOffset is not null && _version < 3)
            throw Misfit(entry, "a deletion vector, which version 2 does not have");
    }

    private IEnumerable<KeyValuePair<string, string>> Header(TableSchema schema) =>
    [
        new("schema", SchemaJson.Print(schema)),
        new("schema-id", $"{schema.SchemaId}"),
        new("partition-spec", $"[{string.Join(',', _spec.Fields.Select(FieldJson))}]"),
        new("partition-spec-id", $"{_spec.SpecId}"),
        new("format-version", $"{_version}"),
        new("content", _deletes ? "deletes" : "data"),
    ];

    private static string FieldJson(PartitionField field) =>
        $$"""{"name":"{{JsonEncodedText.Encode(field.Name)}}","transform":"{{JsonEncodedText.Encode(TransformText.Print(field.Transform))}}","source-id":{{field.SourceId}},"field-id":{{field.FieldId}}}""";

    private static IcebergException Misfit(ManifestEntry entry, string what) =>
        new(IcebergFault.Invalid, $"{entry.File.Path}: {what}.", entry.File.Path);

    /// <summary>A dropped field is always null, whatever its type; a column that is gone cannot be written by.</summary>
    private static IcebergType Absent(PartitionField field) => field.Transform is Transform.Void
        ? new IcebergType.Int()
        : throw new IcebergException(IcebergFault.Invalid, $"The partition field '{field.Name}' has no column with the id {field.SourceId} in the schema, or a transform that is not known.");
}
