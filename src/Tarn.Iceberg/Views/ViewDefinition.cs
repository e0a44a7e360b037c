using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Views;

/// <summary>A version of a view to be.</summary>
public sealed record ViewDefinition
{
    /// <summary>The columns of its result. They get fresh ids.</summary>
    public required TableSchema Schema { get; init; }

    /// <summary>The query; one text for a dialect.</summary>
    public required IReadOnlyList<ViewSql> Representations { get; init; }

    /// <summary>Where names without namespace are looked up.</summary>
    public IReadOnlyList<string> DefaultNamespace { get; init; } = [];

    /// <summary>Where names without catalog are looked up; null says the view's own.</summary>
    public string? DefaultCatalog { get; init; }

    /// <summary>What its writer tells of itself.</summary>
    public IReadOnlyDictionary<string, string> Summary { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
