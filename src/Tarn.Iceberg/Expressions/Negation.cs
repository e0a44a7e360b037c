namespace Tarn.Iceberg.Expressions;

/// <summary>
/// Moves negations down to the conditions and into them. In SQL's three values a negated comparison is the opposite comparison: both are
/// unknown of null.
/// </summary>
internal static class Negation
{
    /// <summary>The same condition, in which <see cref="Expression.Not"/> stands before StartsWith and IsNan only.</summary>
    public static Expression PushDown(Expression expression) => expression switch
    {
        Expression.And e => Expression.All([PushDown(e.Left), PushDown(e.Right)]),
        Expression.Or e => Expression.Any([PushDown(e.Left), PushDown(e.Right)]),
        Expression.Not e => Opposite(e.Operand),
        _ => expression,
    };

    private static Expression Opposite(Expression expression) => expression switch
    {
        Expression.True => new Expression.False(),
        Expression.False => new Expression.True(),
        Expression.And e => Expression.Any([Opposite(e.Left), Opposite(e.Right)]),
        Expression.Or e => Expression.All([Opposite(e.Left), Opposite(e.Right)]),
        Expression.Not e => PushDown(e.Operand),
        Expression.IsNull e => new Expression.NotNull(e.FieldId),
        Expression.NotNull e => new Expression.IsNull(e.FieldId),
        Expression.Equal e => new Expression.NotEqual(e.FieldId, e.Value),
        Expression.NotEqual e => new Expression.Equal(e.FieldId, e.Value),
        Expression.Less e => new Expression.GreaterOrEqual(e.FieldId, e.Value),
        Expression.LessOrEqual e => new Expression.Greater(e.FieldId, e.Value),
        Expression.Greater e => new Expression.LessOrEqual(e.FieldId, e.Value),
        Expression.GreaterOrEqual e => new Expression.Less(e.FieldId, e.Value),
        Expression.In e => new Expression.NotIn(e.FieldId, e.Values),
        Expression.NotIn e => new Expression.In(e.FieldId, e.Values),
        _ => new Expression.Not(expression),
    };
}
