using Tarn.Catalog;
using Tarn.Iceberg.Expressions;

namespace Tarn.Engine;

/// <summary>What to read of a table.</summary>
/// <param name="Entry">The table.</param>
public sealed record TableRead(TableEntry.Table Entry)
{
    /// <summary>The version as <see cref="Tarn.Iceberg.Metadata.TableVersion.At"/> takes it; null for the table as it is now.</summary>
    public string? Version { get; init; }

    /// <summary>True to have the columns of <see cref="LineageSql"/> behind the table's own.</summary>
    public bool WithLineage { get; init; }

    /// <summary>True to have them under names that no table has: <see cref="LineageSql.Inner"/> before each.</summary>
    internal bool WithPlaces { get; init; }

    /// <summary>The data files to read and what is left out of them, planned before; null plans them.</summary>
    internal DeletedRows? Rows { get; init; }

    /// <summary>The only data files to read, by location; null reads all.</summary>
    internal IReadOnlySet<string>? Only { get; init; }

    /// <summary>The rows that are wanted: files that cannot hold one may be left out; null wants all.</summary>
    internal Expression? Wanted { get; init; }
}
