using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Metadata;

/// <summary>A sort order as JSON has it (spec, Appendix C, "Sort Orders").</summary>
internal sealed record SortOrderDocument
{
    public int? OrderId { get; init; }

    public IReadOnlyList<SortFieldDocument>? Fields { get; init; }

    public static SortOrderDocument Of(SortOrder order) => new()
    {
        OrderId = order.OrderId,
        Fields =
        [
            .. order.Fields.Select(field => new SortFieldDocument
            {
                Transform = TransformText.Print(field.Transform),
                SourceId = field.OtherSourceIds.Count == 0 ? field.SourceId : null,
                SourceIds = field.OtherSourceIds.Count == 0 ? null : [field.SourceId, .. field.OtherSourceIds],
                Direction = field.Descending ? "desc" : "asc",
                NullOrder = field.NullsLast ? "nulls-last" : "nulls-first",
            }),
        ],
    };

    public SortOrder ToOrder(string path, string location) => new()
    {
        OrderId = OrderId ?? throw IcebergException.BrokenProperty(location, path + ".order-id", "is missing."),
        Fields = [.. (Fields ?? throw IcebergException.BrokenProperty(location, path + ".fields", "is missing."))
            .Select((field, i) => ToField(field, $"{path}.fields[{i}]", location))],
    };

    private static SortField ToField(SortFieldDocument field, string path, string location)
    {
        if (field.SourceIds is [])
            throw IcebergException.BrokenProperty(location, path + ".source-ids", "is empty.");
        return new SortField(
            field.SourceIds?[0] ?? field.SourceId ?? throw IcebergException.BrokenProperty(location, path + ".source-id", "is missing."),
            TransformText.Parse(field.Transform ?? throw IcebergException.BrokenProperty(location, path + ".transform", "is missing."), field.SourceIds?.Count ?? 1),
            Choice(field.Direction, "asc", "desc", path + ".direction", location),
            Choice(field.NullOrder, "nulls-first", "nulls-last", path + ".null-order", location)) { OtherSourceIds = [.. field.SourceIds?.Skip(1) ?? []] };
    }

    private static bool Choice(string? text, string no, string yes, string path, string location) => text?.ToLowerInvariant() switch
    {
        null => throw IcebergException.BrokenProperty(location, path, "is missing."),
        var value when value == no => false,
        var value when value == yes => true,
        _ => throw IcebergException.BrokenProperty(location, path, $"is '{text}', neither {no} nor {yes}."),
    };
}
