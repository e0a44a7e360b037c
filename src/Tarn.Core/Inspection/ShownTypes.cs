using System.Globalization;
using Tarn.Engine;
using Tarn.Iceberg;
using Tarn.Iceberg.Types;

namespace Tarn.Inspection;

/// <summary>How values of a table's types are shown in metadata tables: as the engine's type where it has one, else as text.</summary>
internal static class ShownTypes
{
    /// <summary>The SQL type; VARCHAR for a type that is not known or that the engine does not have.</summary>
    public static string Of(IcebergType? type) => IsHeld(type) ? EngineType.SqlOf(type!) : "VARCHAR";

    /// <summary>A value as the text that casts to <see cref="Of"/>; null for null.</summary>
    public static string? Text(IcebergType? type, object? value)
    {
        if (value is null)
            return null;
        try
        {
            return type is null ? Convert.ToString(value, CultureInfo.InvariantCulture) : SqlLiteral.Text(type, value);
        }
        catch (IcebergException)
        {
            return null;
        }
    }

    private static bool IsHeld(IcebergType? type) => type is IcebergType.Primitive and not (IcebergType.Variant or IcebergType.Unknown or IcebergType.Geometry or IcebergType.Geography or IcebergType.TimestampNanos { WithZone: true });
}
