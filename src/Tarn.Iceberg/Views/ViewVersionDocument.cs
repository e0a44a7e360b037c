namespace Tarn.Iceberg.Views;

/// <summary>A version of a view as JSON has it (view spec, "Versions").</summary>
internal sealed record ViewVersionDocument
{
    public int? VersionId { get; init; }

    public int? SchemaId { get; init; }

    public long? TimestampMs { get; init; }

    public IReadOnlyDictionary<string, string>? Summary { get; init; }

    public IReadOnlyList<ViewSqlDocument>? Representations { get; init; }

    public string? DefaultCatalog { get; init; }

    public IReadOnlyList<string>? DefaultNamespace { get; init; }

    public static ViewVersionDocument Of(ViewVersion version) => new()
    {
        VersionId = version.VersionId,
        SchemaId = version.SchemaId,
        TimestampMs = version.TimestampMs,
        Summary = version.Summary,
        Representations = [.. version.Representations.Select(one => new ViewSqlDocument { Type = "sql", Sql = one.Sql, Dialect = one.Dialect })],
        DefaultCatalog = version.DefaultCatalog,
        DefaultNamespace = version.DefaultNamespace,
    };

    public ViewVersion ToVersion(string path, string location)
    {
        var representations = (Representations ?? throw Missing(path + ".representations", location))
            .Select((one, i) => one.ToSql($"{path}.representations[{i}]", location)).OfType<ViewSql>().ToList();
        var twice = representations.GroupBy(one => one.Dialect, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw IcebergException.BrokenProperty(location, path + ".representations", $"has {twice.Count()} queries for the dialect '{twice.Key}'.");
        return new ViewVersion
        {
            VersionId = VersionId ?? throw Missing(path + ".version-id", location),
            TimestampMs = TimestampMs ?? throw Missing(path + ".timestamp-ms", location),
            SchemaId = SchemaId ?? throw Missing(path + ".schema-id", location),
            Summary = new Dictionary<string, string>(Summary ?? new Dictionary<string, string>(), StringComparer.Ordinal),
            DefaultCatalog = DefaultCatalog,
            DefaultNamespace = DefaultNamespace ?? [],
            Representations = representations,
        };
    }

    private static IcebergException Missing(string property, string location) => IcebergException.BrokenProperty(location, property, "is missing.");
}
