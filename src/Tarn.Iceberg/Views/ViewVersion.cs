namespace Tarn.Iceberg.Views;

/// <summary>What a view was at one time (view spec, "Versions").</summary>
public sealed record ViewVersion
{
    /// <summary>Unique in the view, from 1.</summary>
    public required int VersionId { get; init; }

    /// <summary>When it was made, milliseconds since 1970 UTC.</summary>
    public required long TimestampMs { get; init; }

    /// <summary>The columns of its result, among the view's schemas.</summary>
    public required int SchemaId { get; init; }

    /// <summary>What its writer tells of itself: <c>engine-name</c>, <c>engine-version</c>.</summary>
    public IReadOnlyDictionary<string, string> Summary { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where names without catalog are looked up; null says the view's own.</summary>
    public string? DefaultCatalog { get; init; }

    /// <summary>Where names without namespace are looked up; empty is the catalog's root.</summary>
    public IReadOnlyList<string> DefaultNamespace { get; init; } = [];

    /// <summary>The query, in at most one text for a dialect.</summary>
    public required IReadOnlyList<ViewSql> Representations { get; init; }

    /// <summary>The query in a dialect, by its name in any case; null when there is none.</summary>
    public string? SqlIn(string dialect) =>
        Representations.FirstOrDefault(one => string.Equals(one.Dialect, dialect, StringComparison.OrdinalIgnoreCase))?.Sql;
}
