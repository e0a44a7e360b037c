using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Expressions;

/// <summary>Decides from what is known of columns whether a row that matches can exist. When in doubt, it can.</summary>
internal static class FactsEvaluator
{
    /// <summary>False only when no row can match.</summary>
    /// <param name="expression">A condition after <see cref="Negation.PushDown"/>.</param>
    /// <param name="factsOf">What is known of a field id.</param>
    public static bool MightMatch(Expression expression, Func<int, ColumnFacts> factsOf) => expression switch
    {
        Expression.False => false,
        Expression.And e => MightMatch(e.Left, factsOf) && MightMatch(e.Right, factsOf),
        Expression.Or e => MightMatch(e.Left, factsOf) || MightMatch(e.Right, factsOf),
        Expression.Predicate e => factsOf(e.FieldId) is var facts && (facts.Type is null || MightMatch(e, facts)),
        _ => true,
    };

    private static bool MightMatch(Expression.Predicate predicate, ColumnFacts facts) => predicate switch
    {
        Expression.IsNull => facts.MayHaveNull,
        Expression.NotNull => facts.MayHaveValue,
        Expression.IsNan => facts.MayHaveNan,
        Expression.In e => e.Values.Any(value => Compare(facts, value, MightEqual)),
        Expression.NotIn e => !e.Values.Any(value => IsExactly(facts, value)),
        Expression.Equal e => Compare(facts, e.Value, MightEqual),
        Expression.NotEqual e => !IsExactly(facts, e.Value),
        Expression.Less e => Compare(facts, e.Value, (f, v) => MightBeBelow(f, v, orEqual: false)),
        Expression.LessOrEqual e => Compare(facts, e.Value, (f, v) => MightBeBelow(f, v, orEqual: true)),
        Expression.Greater e => Compare(facts, e.Value, (f, v) => MightBeAbove(f, v, orEqual: false)),
        Expression.GreaterOrEqual e => Compare(facts, e.Value, (f, v) => MightBeAbove(f, v, orEqual: true)),
        Expression.StartsWith e => Compare(facts, e.Prefix, MightStart),
        _ => true,
    };

    private static bool Compare(ColumnFacts facts, object value, Func<ColumnFacts, object, bool> compare) =>
        Literals.Fit(facts.Type, value) is not { } fitted || compare(facts, fitted);

    private static bool MightEqual(ColumnFacts facts, object value) => ValueOrder.IsNan(value)
        ? facts.MayHaveNan
        : facts.MayHaveBounded
            && (facts.Lower is null || ValueOrder.Compare(facts.Lower, value) <= 0)
            && (facts.Upper is null || ValueOrder.Compare(facts.Upper, value) >= 0);

    private static bool MightBeBelow(ColumnFacts facts, object value, bool orEqual)
    {
        if (ValueOrder.IsNan(value))
            return facts.MayHaveValue;
        return facts.MayHaveBounded && (facts.Lower is null || ValueOrder.Compare(facts.Lower, value) < (orEqual ? 1 : 0));
    }

    /// <summary>NaN is greater than every number, and no bound tells of it.</summary>
    private static bool MightBeAbove(ColumnFacts facts, object value, bool orEqual)
    {
        if (facts.MayHaveNan)
            return true;
        return facts.MayHaveBounded && (facts.Upper is null || ValueOrder.Compare(facts.Upper, value) > (orEqual ? -1 : 0));
    }

    /// <summary>A value that starts with the prefix is no less than it, and what lies between the two starts with it as well.</summary>
    private static bool MightStart(ColumnFacts facts, object value) =>
        facts.MayHaveBounded
        && (facts.Upper is null || ValueOrder.Compare(facts.Upper, value) >= 0)
        && (facts.Lower is not string lower || ValueOrder.Compare(lower, value) <= 0 || lower.StartsWith((string)value, StringComparison.Ordinal));

    private static bool IsExactly(ColumnFacts facts, object value) =>
        facts is { Exact: true, Lower: { } only } && Literals.Fit(facts.Type, value) is { } fitted && ValueOrder.Compare(only, fitted) == 0;
}
