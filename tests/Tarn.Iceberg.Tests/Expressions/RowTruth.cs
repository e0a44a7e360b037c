using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Expressions;

/// <summary>Conditions by the book: SQL's three values on one row. True only when the row is wanted.</summary>
internal static class RowTruth
{
    public static bool Wants(Expression expression, Func<int, object?> valueOf) => Evaluate(expression, valueOf) is true;

    private static bool? Evaluate(Expression expression, Func<int, object?> valueOf) => expression switch
    {
        Expression.True => true,
        Expression.False => false,
        Expression.And e => (Evaluate(e.Left, valueOf), Evaluate(e.Right, valueOf)) switch
        {
            (false, _) or (_, false) => false,
            (true, true) => true,
            _ => null,
        },
        Expression.Or e => (Evaluate(e.Left, valueOf), Evaluate(e.Right, valueOf)) switch
        {
            (true, _) or (_, true) => true,
            (false, false) => false,
            _ => null,
        },
        Expression.Not e => !Evaluate(e.Operand, valueOf),
        Expression.IsNull e => valueOf(e.FieldId) is null,
        Expression.NotNull e => valueOf(e.FieldId) is not null,
        Expression.Predicate e => valueOf(e.FieldId) is { } value ? Holds(e, value) : null,
        _ => throw new InvalidOperationException(),
    };

    private static bool Holds(Expression.Predicate predicate, object value) => predicate switch
    {
        Expression.IsNan => ValueOrder.IsNan(value),
        Expression.Equal e => ValueOrder.Compare(value, e.Value) == 0,
        Expression.NotEqual e => ValueOrder.Compare(value, e.Value) != 0,
        Expression.Less e => ValueOrder.Compare(value, e.Value) < 0,
        Expression.LessOrEqual e => ValueOrder.Compare(value, e.Value) <= 0,
        Expression.Greater e => ValueOrder.Compare(value, e.Value) > 0,
        Expression.GreaterOrEqual e => ValueOrder.Compare(value, e.Value) >= 0,
        Expression.In e => e.Values.Any(v => ValueOrder.Compare(value, v) == 0),
        Expression.NotIn e => e.Values.All(v => ValueOrder.Compare(value, v) != 0),
        Expression.StartsWith e => ((string)value).StartsWith(e.Prefix, StringComparison.Ordinal),
        _ => throw new InvalidOperationException(),
    };
}
