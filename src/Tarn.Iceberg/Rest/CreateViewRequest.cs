using Tarn.Iceberg.Types;
using Tarn.Iceberg.Views;

namespace Tarn.Iceberg.Rest;

/// <summary>A view that a client wants (Iceberg REST, "CreateViewRequest").</summary>
public sealed record CreateViewRequest
{
    /// <summary>Its name in the namespace.</summary>
    public required string Name { get; init; }

    /// <summary>Where its files shall lie; null leaves it to the catalog.</summary>
    public string? Location { get; init; }

    /// <summary>The columns of its result.</summary>
    public required TableSchema Schema { get; init; }

    /// <summary>Its first version, whose schema is <see cref="Schema"/> whatever id it tells.</summary>
    public required ViewVersion Version { get; init; }

    /// <summary>Its properties.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
