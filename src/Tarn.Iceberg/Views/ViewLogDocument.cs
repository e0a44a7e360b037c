namespace Tarn.Iceberg.Views;

/// <summary>An entry of the version log as JSON has it (view spec, "Version Log").</summary>
internal sealed record ViewLogDocument
{
    public long? TimestampMs { get; init; }

    public int? VersionId { get; init; }

    public ViewLogEntry ToEntry(string path, string location) => new(
        TimestampMs ?? throw IcebergException.BrokenProperty(location, path + ".timestamp-ms", "is missing."),
        VersionId ?? throw IcebergException.BrokenProperty(location, path + ".version-id", "is missing."));
}
