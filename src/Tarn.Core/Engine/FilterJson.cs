using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// A condition as <c>json_serialize_sql</c> tells it, over the columns of a table. What is not understood is left out where that makes the condition weaker,
/// never stronger: a file is dropped only for what is understood. Pure.
/// </summary>
/// <param name="schema">The table's schema.</param>
internal sealed class FilterJson(TableSchema schema)
{
    /// <summary>The condition; null when nothing of it is understood.</summary>
    public Expression? Read(JsonElement json) => TextOf(json, "class") switch
    {
        "CONJUNCTION" => TextOf(json, "type") is "CONJUNCTION_AND" ? And(json) : Or(json),
        "COMPARISON" => Compare(json),
        "OPERATOR" => Operator(json),
        _ => null,
    };

    private Expression? And(JsonElement json)
    {
        var known = Children(json).Select(Read).OfType<Expression>().ToList();
        return known.Count == 0 ? null : Expression.All(known);
    }

    private Expression? Or(JsonElement json)
    {
        var parts = Children(json).Select(Read).ToList();
        return parts.Contains(null) ? null : Expression.Any(parts.OfType<Expression>());
    }

    private Expression? Compare(JsonElement json)
    {
        var (left, right) = (json.GetProperty("left"), json.GetProperty("right"));
        if (ColumnOf(left) is { } column && ValueOf(right, column.Type) is { } value)
            return Compare(TextOf(json, "type"), column.Id, value);
        return ColumnOf(right) is { } other && ValueOf(left, other.Type) is { } first ? Compare(Turned(TextOf(json, "type")), other.Id, first) : null;
    }

    private static Expression? Compare(string? comparison, int column, object value) => comparison switch
    {
        "COMPARE_EQUAL" => new Expression.Equal(column, value),
        "COMPARE_NOTEQUAL" => new Expression.NotEqual(column, value),
        "COMPARE_LESSTHAN" => new Expression.Less(column, value),
        "COMPARE_LESSTHANOREQUALTO" => new Expression.LessOrEqual(column, value),
        "COMPARE_GREATERTHAN" => new Expression.Greater(column, value),
        "COMPARE_GREATERTHANOREQUALTO" => new Expression.GreaterOrEqual(column, value),
        _ => null,
    };

    private static string? Turned(string? comparison) => comparison switch
    {
        "COMPARE_LESSTHAN" => "COMPARE_GREATERTHAN",
        "COMPARE_LESSTHANOREQUALTO" => "COMPARE_GREATERTHANOREQUALTO",
        "COMPARE_GREATERTHAN" => "COMPARE_LESSTHAN",
        "COMPARE_GREATERTHANOREQUALTO" => "COMPARE_LESSTHANOREQUALTO",
        _ => comparison,
    };

    private Expression? Operator(JsonElement json)
    {
        var children = Children(json).ToList();
        if (children.Count == 0 || ColumnOf(children[0]) is not { } column)
            return null;
        switch (TextOf(json, "type"))
        {
            case "OPERATOR_IS_NULL":
                return new Expression.IsNull(column.Id);
            case "OPERATOR_IS_NOT_NULL":
                return new Expression.NotNull(column.Id);
            case "COMPARE_IN":
                var values = children.Skip(1).Select(child => ValueOf(child, column.Type)).ToList();
                return values.Contains(null) ? null : new Expression.In(column.Id, [.. values.OfType<object>()]);
            default:
                return null;
        }
    }

    private NestedField? ColumnOf(JsonElement json) =>
        TextOf(json, "class") is "COLUMN_REF" && json.TryGetProperty("column_names", out var names)
        && SchemaFields.Find(schema, new ColumnPath([.. names.EnumerateArray().Select(n => n.GetString()!)])) is { Type: IcebergType.Primitive } found
            ? found
            : null;

    /// <summary>A value as the column's type holds it; null when it is none, or none of that type.</summary>
    private static object? ValueOf(JsonElement json, IcebergType type) => TextOf(json, "class") switch
    {
        "CAST" when json.TryGetProperty("child", out var child) && TextOf(child, "class") is "CONSTANT" => ValueOf(child, type),
        "CONSTANT" when json.TryGetProperty("value", out var value) && ConstantOf(value) is { } text => StatisticText.Read(type, text),
        _ => null,
    };

    private static string? ConstantOf(JsonElement value)
    {
        if (value.TryGetProperty("is_null", out var isNull) && isNull.ValueKind is JsonValueKind.True || !value.TryGetProperty("value", out var content))
            return null;
        return (TextOf(value.GetProperty("type"), "id"), content.ValueKind) switch
        {
            ("DECIMAL", JsonValueKind.Number) => Scaled(value.GetProperty("type"), content),
            (_, JsonValueKind.Number) => content.GetRawText(),
            (_, JsonValueKind.String) => content.GetString(),
            (_, JsonValueKind.True) => "true",
            (_, JsonValueKind.False) => "false",
            _ => null,
        };
    }

    /// <summary>A decimal is told as its digits and, in its type, where the point stands.</summary>
    private static string? Scaled(JsonElement type, JsonElement digits)
    {
        if (!type.TryGetProperty("type_info", out var info) || !info.TryGetProperty("scale", out var scale))
            return digits.GetRawText();
        var places = scale.GetInt32();
        if (!BigInteger.TryParse(digits.GetRawText(), CultureInfo.InvariantCulture, out var whole))
            return null;
        var text = BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return $"{(whole.Sign < 0 ? "-" : "")}{text[..^places]}{(places == 0 ? "" : ".")}{text[^places..]}";
    }

    private static IEnumerable<JsonElement> Children(JsonElement json) => json.TryGetProperty("children", out var children) ? children.EnumerateArray() : [];

    private static string? TextOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
