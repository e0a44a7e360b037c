using System.Text.Json;
using Tarn.Iceberg.Types;
using Tarn.Iceberg.Views;

namespace Tarn.Iceberg.Rest;

/// <summary>"ViewUpdate" as JSON has it; which properties there are follows from <see cref="Action"/>.</summary>
internal sealed record ViewUpdateDocument
{
    public string? Action { get; init; }

    public string? Uuid { get; init; }

    public int? FormatVersion { get; init; }

    public JsonElement? Schema { get; init; }

    public string? Location { get; init; }

    public IReadOnlyDictionary<string, string>? Updates { get; init; }

    public IReadOnlyList<string>? Removals { get; init; }

    public ViewVersionDocument? ViewVersion { get; init; }

    public int? ViewVersionId { get; init; }

    public ViewUpdate ToUpdate(string path) => Action switch
    {
        "assign-uuid" => new ViewUpdate.AssignUuid(Guid.TryParse(Uuid, out var uuid)
            ? uuid
            : throw IcebergException.BrokenProperty(RestRequests.Location, path + ".uuid", "is no UUID.")),
        "upgrade-format-version" => new ViewUpdate.UpgradeFormatVersion(FormatVersion ?? throw RestRequests.Missing(path + ".format-version")),
        "add-schema" => new ViewUpdate.AddSchema(
            SchemaJson.Read(Schema ?? throw RestRequests.Missing(path + ".schema"), path + ".schema", RestRequests.Location)),
        "set-location" => new ViewUpdate.SetLocation(Location ?? throw RestRequests.Missing(path + ".location")),
        "set-properties" => new ViewUpdate.SetProperties(Updates ?? throw RestRequests.Missing(path + ".updates")),
        "remove-properties" => new ViewUpdate.RemoveProperties(Removals ?? throw RestRequests.Missing(path + ".removals")),
        "add-view-version" => new ViewUpdate.AddViewVersion(
            (ViewVersion ?? throw RestRequests.Missing(path + ".view-version")).ToVersion(path + ".view-version", RestRequests.Location)),
        "set-current-view-version" => new ViewUpdate.SetCurrentViewVersion(ViewVersionId ?? throw RestRequests.Missing(path + ".view-version-id")),
        null => throw RestRequests.Missing(path + ".action"),
        _ => throw IcebergException.BrokenProperty(RestRequests.Location, path + ".action", $"is '{Action}', which is no update of a view."),
    };
}
