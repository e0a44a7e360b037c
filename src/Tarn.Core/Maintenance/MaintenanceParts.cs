using Tarn.Catalog;
using Tarn.Engine;

namespace Tarn.Maintenance;

/// <summary>What upkeep works with.</summary>
public sealed record MaintenanceParts
{
    /// <summary>The lake.</summary>
    public required LakeCatalog Catalog { get; init; }

    /// <summary>Its tables.</summary>
    public required LakeTables Tables { get; init; }

    /// <summary>The engine; started when something is written anew.</summary>
    public required Func<LakeEngine> Engine { get; init; }

    /// <summary>Clock and ids.</summary>
    public required IdSource Ids { get; init; }
}
