using System.Text.Json;
using Tarn.Iceberg.Types;
using Tarn.Iceberg.Views;

namespace Tarn.Iceberg.Rest;

/// <summary>"CreateViewRequest" as JSON has it.</summary>
internal sealed record CreateViewDocument
{
    public string? Name { get; init; }

    public string? Location { get; init; }

    public JsonElement? Schema { get; init; }

    public ViewVersionDocument? ViewVersion { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    public CreateViewRequest ToRequest() => new()
    {
        Name = Name ?? throw RestRequests.Missing("name"),
        Location = Location,
        Schema = SchemaJson.Read(Schema ?? throw RestRequests.Missing("schema"), "schema", RestRequests.Location),
        Version = (ViewVersion ?? throw RestRequests.Missing("view-version")).ToVersion("view-version", RestRequests.Location),
        Properties = new Dictionary<string, string>(Properties ?? new Dictionary<string, string>(), StringComparer.Ordinal),
    };
}
