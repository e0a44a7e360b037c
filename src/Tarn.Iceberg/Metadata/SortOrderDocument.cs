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
                SourceId = field.SourceId,
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
        if (field.SourceIds is { Count: > 1 })
            throw IcebergException.Unsupported(location, $"property '{path}.source-ids': transforms of several columns are not supported.");
        return new SortField(
            field.SourceId ?? field.SourceIds?.FirstOrDefault() ?? throw IcebergException.BrokenProperty(location, path + ".source-id", "is missing."),
            TransformText.Parse(field.Transform ?? throw IcebergException.BrokenProperty(location, path + ".transform", "is missing.")),
            Choice(field.Direction, "asc", "desc", path + ".direction", location),
            Choice(field.NullOrder, "nulls-first", "nulls-last", path + ".null-order", location));
    }

    private static bool Choice(string? text, string no, string yes, string path, string location) => text?.ToLowerInvariant() switch
    {
        null => throw IcebergException.BrokenProperty(location, path, "is missing."),
        var value when value == no => false,
        var value when value == yes => true,
        _ => throw IcebergException.BrokenProperty(location, path, $"is '{text}', neither {no} nor {yes}."),
    };
}
