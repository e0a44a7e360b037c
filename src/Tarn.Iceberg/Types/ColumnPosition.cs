namespace Tarn.Iceberg.Types;

/// <summary>A place among siblings. Closed.</summary>
public abstract record ColumnPosition
{
    private ColumnPosition() { }

    /// <summary>Before all others.</summary>
    public sealed record First : ColumnPosition;

    /// <summary>Right before a sibling.</summary>
    public sealed record Before(string Sibling) : ColumnPosition;

    /// <summary>Right after a sibling.</summary>
    public sealed record After(string Sibling) : ColumnPosition;
}
