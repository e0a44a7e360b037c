namespace Tarn.Iceberg.Partitions;

/// <summary>A partition spec as JSON has it (spec, Appendix C, "Partition Specs").</summary>
internal sealed record PartitionSpecDocument
{
    private const int FirstFieldId = 1000;

    public int? SpecId { get; init; }

    public IReadOnlyList<PartitionFieldDocument>? Fields { get; init; }

    public static PartitionSpecDocument Of(PartitionSpec spec) => new()
    {
        SpecId = spec.SpecId,
        Fields = FieldsOf(spec),
    };

    public static IReadOnlyList<PartitionFieldDocument> FieldsOf(PartitionSpec spec) =>
    [
        .. spec.Fields.Select(field => new PartitionFieldDocument
        {
            SourceId = field.OtherSourceIds.Count == 0 ? field.SourceId : null,
            SourceIds = field.OtherSourceIds.Count == 0 ? null : [field.SourceId, .. field.OtherSourceIds],
            FieldId = field.FieldId > 0 ? field.FieldId : null,
            Name = field.Name,
            Transform = TransformText.Print(field.Transform),
        }),
    ];

    /// <summary>The spec; fields without ids get 1000 and on by position, as version 1 promised.</summary>
    public PartitionSpec ToSpec(string path, string location) => new()
    {
        SpecId = SpecId ?? throw IcebergException.BrokenProperty(location, path + ".spec-id", "is missing."),
        Fields = ToFields(Fields ?? throw IcebergException.BrokenProperty(location, path + ".fields", "is missing."), path + ".fields", location),
    };

    public static IReadOnlyList<PartitionField> ToFields(IReadOnlyList<PartitionFieldDocument> fields, string path, string location) =>
        [.. fields.Select((field, i) => ToField(field, FirstFieldId + i, $"{path}[{i}]", location))];

    /// <summary>The spec of a request, whose ids may be left to the table: -1 for the spec's, 0 for a field's.</summary>
    public PartitionSpec ToUnbound(string path, string location) => new()
    {
        SpecId = SpecId ?? -1,
        Fields = [.. (Fields ?? throw IcebergException.BrokenProperty(location, path + ".fields", "is missing."))
            .Select((field, i) => ToField(field, 0, $"{path}.fields[{i}]", location))],
    };

    private static PartitionField ToField(PartitionFieldDocument field, int fieldId, string path, string location)
    {
        if (field.SourceIds is [])
            throw IcebergException.BrokenProperty(location, path + ".source-ids", "is empty.");
        var source = field.SourceIds?[0] ?? field.SourceId ?? throw IcebergException.BrokenProperty(location, path + ".source-id", "is missing.");
        var name = field.Name ?? throw IcebergException.BrokenProperty(location, path + ".name", "is missing.");
        var transform = field.Transform ?? throw IcebergException.BrokenProperty(location, path + ".transform", "is missing.");
        return new PartitionField(source, field.FieldId ?? fieldId, name, TransformText.Parse(transform, field.SourceIds?.Count ?? 1)) { OtherSourceIds = [.. field.SourceIds?.Skip(1) ?? []] };
    }
}
