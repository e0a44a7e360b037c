using System.Globalization;
using System.Numerics;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>Values of the engine as <see cref="IcebergType"/> tells that they are held.</summary>
internal static class StoredValue
{
    /// <summary>A column as something that <see cref="Of"/> takes.</summary>
    public static string Sql(IcebergType type, string column) => type switch
    {
        IcebergType.Date => $"({column} - date '1970-01-01')::integer",
        IcebergType.Time or IcebergType.Timestamp => $"epoch_us({column})",
        IcebergType.TimestampNanos => $"epoch_ns({column})",
        IcebergType.Decimal => $"replace({column}::varchar, '.', '')",
        IcebergType.Uuid => $"{column}::varchar",
        _ => column,
    };

    /// <summary>The value.</summary>
    public static object? Of(IcebergType type, object? value) => (type, value) switch
    {
        (_, null) => null,
        (IcebergType.Decimal, string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture),
        (IcebergType.Uuid, string text) => Guid.Parse(text),
        _ => value,
    };
}
