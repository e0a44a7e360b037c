using System.Text.Json;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Views;

/// <summary>View metadata as JSON has it (view spec, "View Metadata").</summary>
internal sealed record ViewDocument
{
    public string? ViewUuid { get; init; }

    public int? FormatVersion { get; init; }

    public string? Location { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    public IReadOnlyList<JsonElement>? Schemas { get; init; }

    public int? CurrentVersionId { get; init; }

    public IReadOnlyList<ViewVersionDocument>? Versions { get; init; }

    public IReadOnlyList<ViewLogDocument>? VersionLog { get; init; }

    public static ViewDocument Of(ViewMetadata view) => new()
    {
        ViewUuid = view.ViewUuid.ToString("D"),
        FormatVersion = 1,
        Location = view.Location,
        Properties = new SortedDictionary<string, string>(view.Properties.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
        Schemas = [.. view.Schemas.Select(SchemaJson.ToElement)],
        CurrentVersionId = view.CurrentVersionId,
        Versions = [.. view.Versions.Select(ViewVersionDocument.Of)],
        VersionLog = [.. view.VersionLog.Select(entry => new ViewLogDocument { TimestampMs = entry.TimestampMs, VersionId = entry.VersionId })],
    };

    public ViewMetadata ToView(string location)
    {
        if ((FormatVersion ?? throw Missing("format-version", location)) != 1)
            throw new IcebergException(IcebergFault.Unsupported, $"{location}: property 'format-version' is {FormatVersion}; views of version 1 can be read.", location) { Property = "format-version" };
        var uuid = ViewUuid ?? throw Missing("view-uuid", location);
        var view = new ViewMetadata
        {
            ViewUuid = Guid.TryParse(uuid, out var id) ? id : throw IcebergException.BrokenProperty(location, "view-uuid", $"is '{uuid}', which is no UUID."),
            Location = Location ?? throw Missing("location", location),
            Properties = new Dictionary<string, string>(Properties ?? new Dictionary<string, string>(), StringComparer.Ordinal),
            Schemas = [.. (Schemas ?? throw Missing("schemas", location)).Select((schema, i) => SchemaJson.Read(schema, $"schemas[{i}]", location))],
            CurrentVersionId = CurrentVersionId ?? throw Missing("current-version-id", location),
            Versions = [.. (Versions ?? throw Missing("versions", location)).Select((version, i) => version.ToVersion($"versions[{i}]", location))],
            VersionLog = [.. (VersionLog ?? throw Missing("version-log", location)).Select((entry, i) => entry.ToEntry($"version-log[{i}]", location))],
        };
        Check(view, location);
        return view;
    }

    private static void Check(ViewMetadata view, string location)
    {
        if (view.Versions.All(version => version.VersionId != view.CurrentVersionId))
            throw IcebergException.BrokenProperty(location, "current-version-id", $"is {view.CurrentVersionId}, which is not in 'versions'.");
        foreach (var (at, version) in view.Versions.Index())
        {
            if (view.Schemas.All(schema => schema.SchemaId != version.SchemaId))
                throw IcebergException.BrokenProperty(location, $"versions[{at}].schema-id", $"is {version.SchemaId}, which is not in 'schemas'.");
        }
    }

    private static IcebergException Missing(string property, string location) => IcebergException.BrokenProperty(location, property, "is missing.");
}
