using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Expressions;

/// <summary>What is known of a column's values in a file or in many, without reading them. The default knows nothing.</summary>
/// <param name="Type">The column's type; null when it is not known, and then nothing is.</param>
/// <param name="Nulls">How many are null.</param>
/// <param name="Nans">How many are NaN.</param>
/// <param name="Lower">No value is less; null when nobody knows. Never NaN.</param>
/// <param name="Upper">No value but NaN is greater; null when nobody knows. Never NaN.</param>
internal readonly record struct ColumnFacts(IcebergType? Type, Share Nulls, Share Nans, object? Lower, object? Upper)
{
    /// <summary>True when every value is <see cref="Lower"/> exactly: a partition's tuple, not a file's bounds.</summary>
    public bool Exact { get; init; }

    /// <summary>There may be a null.</summary>
    public bool MayHaveNull => Nulls is not Share.None;

    /// <summary>There may be a value that is not null.</summary>
    public bool MayHaveValue => Nulls is not Share.All;

    /// <summary>There may be NaN.</summary>
    public bool MayHaveNan => MayHaveValue && Nans is not Share.None;

    /// <summary>There may be a value within the bounds.</summary>
    public bool MayHaveBounded => MayHaveValue && Nans is not Share.All;

    /// <summary>Facts with bounds as the files hold them. Bounds that are NaN, as old writers left them, tell nothing.</summary>
    public static ColumnFacts Of(IcebergType type, Share nulls, Share nans, byte[]? lower, byte[]? upper) =>
        new(type, nulls, type is IcebergType.Float or IcebergType.Double ? nans : Share.None, Bound(type, lower), Bound(type, upper));

    private static object? Bound(IcebergType type, byte[]? bytes) =>
        bytes is not null && SingleValue.Decode(type, bytes) is { } value && !ValueOrder.IsNan(value) ? value : null;
}
