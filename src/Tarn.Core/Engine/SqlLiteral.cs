using System.Globalization;
using System.Text;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>Values of Iceberg types as SQL spells them. Pure text.</summary>
internal static class SqlLiteral
{
    /// <summary>The value with its type: <c>'2024-01-01'::DATE</c>; a typed null for null.</summary>
    public static string Of(IcebergType type, object? value) =>
        $"{(value is null ? "NULL" : SqlText.Text(Text(type, value)))}::{EngineType.SqlOf(type)}";

    /// <summary>The text that the engine casts to the type.</summary>
    public static string Text(IcebergType type, object value) => value switch
    {
        byte[] bytes => bytes.Aggregate(new StringBuilder(), (text, b) => text.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}")).ToString(),
        _ => SingleValueText.Format(type, value),
    };
}
