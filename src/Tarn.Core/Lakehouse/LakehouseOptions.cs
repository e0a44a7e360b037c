using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Lakehouse;

/// <summary>What a host hands in to open a lake: everything that is not in the project's files.</summary>
public sealed record LakehouseOptions
{
    /// <summary>The folder with tarn.yml.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The profile to use; null takes the project's own choice.</summary>
    public string? Profile { get; init; }

    /// <summary>Variables that override the project's.</summary>
    public IReadOnlyDictionary<string, object?> Vars { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The environment that <c>env_var</c> reads.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Clock and ids.</summary>
    public required IdSource Ids { get; init; }

    /// <summary>Opens the store of a warehouse, by its path or address. By default a local folder.</summary>
    public Func<string, IObjectStore> OpenStore { get; init; } = warehouse => new LocalObjectStore(warehouse);

    /// <summary>
    /// How long a query at a branch or tag runs before it takes a reader's lease, so that upkeep goes around what it reads. Zero takes it before anything is
    /// read, as queries of the past always do.
    /// </summary>
    public TimeSpan LeaseReadsAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What is done when the warehouse holds no lake yet.</summary>
    public MissingLake WhenMissing { get; init; } = MissingLake.Make;
}
