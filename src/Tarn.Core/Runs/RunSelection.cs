namespace Tarn.Runs;

/// <summary>What a run is to touch, chosen already: tables to land or build. Null means everything.</summary>
/// <param name="Tables">The tables.</param>
public sealed record RunSelection(IReadOnlySet<TableName>? Tables)
{
    /// <summary>Everything.</summary>
    public static RunSelection Everything { get; } = new((IReadOnlySet<TableName>?)null);

    /// <summary>True when nothing is left out.</summary>
    public bool IsAll => Tables is null;

    /// <summary>True when the table is chosen.</summary>
    public bool Has(TableName table) => Tables?.Contains(table) ?? true;
}
