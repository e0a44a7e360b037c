namespace Tarn.Catalog;

/// <summary>One name that differs between two trees.</summary>
/// <param name="Table">The name.</param>
/// <param name="Before">Its entry before; null when it was not there.</param>
/// <param name="After">Its entry after; null when it is gone.</param>
public sealed record TableChange(TableName Table, TableEntry? Before, TableEntry? After)
{
    /// <summary>What happened.</summary>
    public TableChangeKind Kind => (Before, After) switch
    {
        (null, _) => TableChangeKind.Created,
        (_, null) => TableChangeKind.Dropped,
        _ when Before.Uuid == After.Uuid && Before.GetType() == After.GetType() => TableChangeKind.Changed,
        _ => TableChangeKind.Replaced,
    };
}
