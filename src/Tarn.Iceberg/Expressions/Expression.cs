namespace Tarn.Iceberg.Expressions;

/// <summary>
/// A condition on rows, over columns by field id. It means what SQL means: a row is wanted when the condition is true, not when it is
/// false or unknown. NaN equals itself and is greater than every number. Closed.
/// </summary>
public abstract record Expression
{
    private Expression() { }

    /// <summary>The columns that it is about, as often as it names them.</summary>
    public IEnumerable<int> FieldIds() => this switch
    {
        Predicate predicate => [predicate.FieldId],
        And and => and.Left.FieldIds().Concat(and.Right.FieldIds()),
        Or or => or.Left.FieldIds().Concat(or.Right.FieldIds()),
        Not not => not.Operand.FieldIds(),
        _ => [],
    };

    /// <summary>A condition on one column. Values are held as <see cref="Types.IcebergType"/> tells for the column's type, and are not null.</summary>
    public abstract record Predicate(int FieldId) : Expression;

    /// <summary>Every row.</summary>
    public sealed record True : Expression;

    /// <summary>No row.</summary>
    public sealed record False : Expression;

    /// <summary>Both hold.</summary>
    public sealed record And(Expression Left, Expression Right) : Expression;

    /// <summary>One of them holds.</summary>
    public sealed record Or(Expression Left, Expression Right) : Expression;

    /// <summary>It is false, not unknown.</summary>
    public sealed record Not(Expression Operand) : Expression;

    /// <summary>The column is null.</summary>
    public sealed record IsNull(int FieldId) : Predicate(FieldId);

    /// <summary>The column is not null.</summary>
    public sealed record NotNull(int FieldId) : Predicate(FieldId);

    /// <summary>The column is NaN.</summary>
    public sealed record IsNan(int FieldId) : Predicate(FieldId);

    /// <summary>The column is the value.</summary>
    public sealed record Equal(int FieldId, object Value) : Predicate(FieldId);

    /// <summary>The column is another value.</summary>
    public sealed record NotEqual(int FieldId, object Value) : Predicate(FieldId);

    /// <summary>The column is less.</summary>
    public sealed record Less(int FieldId, object Value) : Predicate(FieldId);

    /// <summary>The column is less or the value.</summary>
    public sealed record LessOrEqual(int FieldId, object Value) : Predicate(FieldId);

    /// <summary>The column is greater.</summary>
    public sealed record Greater(int FieldId, object Value) : Predicate(FieldId);

    /// <summary>The column is greater or the value.</summary>
    public sealed record GreaterOrEqual(int FieldId, object Value) : Predicate(FieldId);

    /// <summary>The column is one of the values.</summary>
    public sealed record In(int FieldId, IReadOnlyList<object> Values) : Predicate(FieldId);

    /// <summary>The column is none of the values.</summary>
    public sealed record NotIn(int FieldId, IReadOnlyList<object> Values) : Predicate(FieldId);

    /// <summary>The column is text that starts so.</summary>
    public sealed record StartsWith(int FieldId, string Prefix) : Predicate(FieldId);

    /// <summary>All of them hold; <see cref="True"/> of none.</summary>
    public static Expression All(IEnumerable<Expression> expressions) =>
        expressions.Aggregate((Expression)new True(), (all, one) => (all, one) switch
        {
            (True, _) => one,
            (_, True) => all,
            (False, _) or (_, False) => new False(),
            _ => new And(all, one),
        });

    /// <summary>One of them holds; <see cref="False"/> of none.</summary>
    public static Expression Any(IEnumerable<Expression> expressions) =>
        expressions.Aggregate((Expression)new False(), (any, one) => (any, one) switch
        {
            (False, _) => one,
            (_, False) => any,
            (True, _) or (_, True) => new True(),
            _ => new Or(any, one),
        });
}
