using System.Text.Json;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// A condition that a plan gives a scan, on one of its columns. What is not understood is left out where that makes the condition weaker, never stronger: a file
/// is dropped only for what is understood. Pure.
/// </summary>
internal static class PlanFilter
{
    /// <summary>The condition; null when nothing of it is understood.</summary>
    /// <param name="filter">The condition.</param>
    /// <param name="column">The column.</param>
    public static Expression? Read(JsonElement filter, NestedField column) => TextOf(filter, "filter_type") switch
    {
        "CONSTANT_COMPARISON" => Compare(TextOf(filter, "comparison_type"), column, filter.GetProperty("constant")),
        "IS_NULL" => Primitive(column) is { } known ? new Expression.IsNull(known.Id) : null,
        "IS_NOT_NULL" => Primitive(column) is { } known ? new Expression.NotNull(known.Id) : null,
        "IN_FILTER" => In(column, filter.GetProperty("values").EnumerateArray()),
        "CONJUNCTION_AND" => And(Items(filter, "child_filters").Select(child => Read(child, column))),
        "CONJUNCTION_OR" => Or(Items(filter, "child_filters").Select(child => Read(child, column))),
        "STRUCT_EXTRACT" => Child(column, TextOf(filter, "child_name")) is { } child ? Read(filter.GetProperty("child_filter"), child) : null,
        // What is optional to the engine holds all the same: it is checked again above the scan.
        "OPTIONAL_FILTER" => filter.TryGetProperty("child_filter", out var optional) ? Read(optional, column) : null,
        "EXPRESSION_FILTER" => Expressed(filter.GetProperty("expr"), column),
        _ => null,
    };

    private static Expression? Expressed(JsonElement json, NestedField column) => TextOf(json, "expression_class") switch
    {
        "BOUND_CONJUNCTION" when TextOf(json, "type") is "CONJUNCTION_AND" => And(Items(json, "children").Select(child => Expressed(child, column))),
        "BOUND_CONJUNCTION" => Or(Items(json, "children").Select(child => Expressed(child, column))),
        "BOUND_COMPARISON" => Compared(json, column),
        "BOUND_OPERATOR" => Operator(TextOf(json, "type"), [.. Items(json, "children")], column),
        "BOUND_FUNCTION" => StartsWith(TextOf(json, "name"), [.. Items(json, "children")], column),
        "BOUND_REF" => column.Type is IcebergType.Boolean ? new Expression.Equal(column.Id, true) : null,
        _ => null,
    };

    private static Expression? Compared(JsonElement json, NestedField column)
    {
        var (left, right) = (json.GetProperty("left"), json.GetProperty("right"));
        if (ColumnOf(left, column) is { } first && ConstantOf(right) is { } value)
            return Compare(TextOf(json, "type"), first, value);
        return ColumnOf(right, column) is { } second && ConstantOf(left) is { } other ? Compare(Turned(TextOf(json, "type")), second, other) : null;
    }

    private static Expression? Compare(string? comparison, NestedField column, JsonElement constant) => PlanValue.Read(column.Type, constant) is not { } value ? null : comparison switch
    {
        "COMPARE_EQUAL" => new Expression.Equal(column.Id, value),
        "COMPARE_NOTEQUAL" => new Expression.NotEqual(column.Id, value),
        "COMPARE_LESSTHAN" => new Expression.Less(column.Id, value),
        "COMPARE_LESSTHANOREQUALTO" => new Expression.LessOrEqual(column.Id, value),
        "COMPARE_GREATERTHAN" => new Expression.Greater(column.Id, value),
        "COMPARE_GREATERTHANOREQUALTO" => new Expression.GreaterOrEqual(column.Id, value),
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

    private static Expression? Operator(string? type, IReadOnlyList<JsonElement> children, NestedField column)
    {
        if (children.Count == 0 || ColumnOf(children[0], column) is not { } found || Primitive(found) is null)
            return null;
        return type switch
        {
            "OPERATOR_IS_NULL" => new Expression.IsNull(found.Id),
            "OPERATOR_IS_NOT_NULL" => new Expression.NotNull(found.Id),
            "OPERATOR_NOT" when found.Type is IcebergType.Boolean => new Expression.Equal(found.Id, false),
            "COMPARE_IN" when children.Skip(1).All(child => ConstantOf(child) is not null) => In(found, children.Skip(1).Select(child => ConstantOf(child)!.Value)),
            _ => null,
        };
    }

    private static Expression.StartsWith? StartsWith(string? function, IReadOnlyList<JsonElement> children, NestedField column) =>
        function is "starts_with" or "prefix" or "^@" && children.Count == 2 && ColumnOf(children[0], column) is { Type: IcebergType.String } found
        && ConstantOf(children[1]) is { } constant && PlanValue.Read(found.Type, constant) is string prefix
            ? new Expression.StartsWith(found.Id, prefix)
            : null;

    private static Expression.In? In(NestedField column, IEnumerable<JsonElement> constants)
    {
        var values = constants.Select(constant => PlanValue.Read(column.Type, constant)).ToList();
        return values.Contains(null) ? null : new Expression.In(column.Id, [.. values.OfType<object>()]);
    }

    private static Expression? And(IEnumerable<Expression?> parts)
    {
        var known = parts.OfType<Expression>().ToList();
        return known.Count == 0 ? null : Expression.All(known);
    }

    private static Expression? Or(IEnumerable<Expression?> parts)
    {
        var all = parts.ToList();
        return all.Contains(null) ? null : Expression.Any(all.OfType<Expression>());
    }

    /// <summary>The column, or one of the structs that it is made of.</summary>
    private static NestedField? ColumnOf(JsonElement json, NestedField column)
    {
        if (TextOf(json, "expression_class") is "BOUND_REF")
            return column;
        return TextOf(json, "expression_class") is "BOUND_FUNCTION" && TextOf(json, "name") is "struct_extract" && Items(json, "children").ToList() is [var of, var name]
            && ColumnOf(of, column) is { } parent && ConstantOf(name) is { } constant && PlanValue.Read(new IcebergType.String(), constant) is string child
                ? Child(parent, child)
                : null;
    }

    private static NestedField? Child(NestedField column, string? name) => (column.Type as IcebergType.Struct)?.Fields.FirstOrDefault(field => field.Name == name);

    private static NestedField? Primitive(NestedField column) => column.Type is IcebergType.Primitive ? column : null;

    private static JsonElement? ConstantOf(JsonElement json) => TextOf(json, "expression_class") is "BOUND_CONSTANT" ? json.GetProperty("value") : null;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) => json.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    private static string? TextOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
