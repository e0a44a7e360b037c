using System.Numerics;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Expressions;

/// <summary>
/// Turns a condition on columns into one on partition values that holds for the tuple of every row that matches: the inclusive projection
/// (spec, "Scan Planning"). What a transform cannot tell becomes <see cref="Expression.True"/>.
/// </summary>
public static class Projection
{
    /// <summary>The condition over partition field ids.</summary>
    public static Expression Project(TableSchema schema, PartitionSpec spec, Expression filter) =>
        Walk(Negation.PushDown(filter), predicate => Expression.All(
            spec.Fields.Where(field => field.SourceId == predicate.FieldId)
                .Select(field => SchemaColumns.TypeOf(schema, field.SourceId) is { } source && PartitionValues.Accepts(field.Transform, source)
                    ? Project(predicate, field, source)
                    : new Expression.True())));

    private static Expression Walk(Expression expression, Func<Expression.Predicate, Expression> project) => expression switch
    {
        Expression.And e => Expression.All([Walk(e.Left, project), Walk(e.Right, project)]),
        Expression.Or e => Expression.Any([Walk(e.Left, project), Walk(e.Right, project)]),
        Expression.Predicate e => project(e),
        Expression.False => expression,
        _ => new Expression.True(),
    };

    private static Expression Project(Expression.Predicate predicate, PartitionField field, IcebergType source) => (field.Transform, predicate) switch
    {
        (Transform.Void, _) => new Expression.True(),
        (Transform.Identity, _) or (_, Expression.IsNull or Expression.NotNull) => predicate with { FieldId = field.FieldId },
        (_, Expression.Equal e) => Equal(field, source, [e.Value]),
        (_, Expression.In e) => Equal(field, source, e.Values),
        (Transform.Bucket, _) => new Expression.True(),
        (Transform.Truncate t, Expression.StartsWith e) => Start(field, source, t.Width, e.Prefix),
        (_, Expression.Less e) => Below(field, source, e.Value, -1),
        (_, Expression.LessOrEqual e) => Below(field, source, e.Value, 0),
        (_, Expression.Greater e) => Above(field, source, e.Value, 1),
        (_, Expression.GreaterOrEqual e) => Above(field, source, e.Value, 0),
        _ => new Expression.True(),
    };

    private static Expression Equal(PartitionField field, IcebergType source, IReadOnlyList<object> values)
    {
        var fitted = values.Select(value => Literals.Fit(source, value)).ToList();
        if (fitted.Contains(null))
            return new Expression.True();
        var projected = fitted.Select(value => PartitionValues.Apply(field.Transform, source, value)!);
        return new Expression.In(field.FieldId, [.. projected.SelectMany(value => WithMisplaced(field.Transform, value))]);
    }

    private static Expression Below(PartitionField field, IcebergType source, object value, int step)
    {
        if (Literals.Fit(source, value) is not { } fitted)
            return new Expression.True();
        var projected = PartitionValues.Apply(field.Transform, source, Step(fitted, step))!;
        var below = new Expression.LessOrEqual(field.FieldId, WithMisplaced(field.Transform, projected).Last());
        return Wrapped(field, source) is { } wrapped ? new Expression.Or(below, wrapped) : below;
    }

    private static Expression Above(PartitionField field, IcebergType source, object value, int step)
    {
        if (Literals.Fit(source, value) is not { } fitted)
            return new Expression.True();
        var least = Step(fitted, step);
        var projected = PartitionValues.Apply(field.Transform, source, least)!;
        var wrapped = field.Transform is Transform.Truncate && ValueOrder.Compare(projected, least) > 0;
        return wrapped ? new Expression.True() : new Expression.GreaterOrEqual(field.FieldId, projected);
    }

    private static Expression Start(PartitionField field, IcebergType source, int width, string prefix)
    {
        if (source is not IcebergType.String)
            return new Expression.True();
        return prefix.EnumerateRunes().Count() < width
            ? new Expression.StartsWith(field.FieldId, prefix)
            : new Expression.Equal(field.FieldId, PartitionValues.Apply(field.Transform, source, prefix)!);
    }

    /// <summary>The neighbour of a whole number, which makes "less than" a "not greater than"; the value itself where there is none.</summary>
    private static object Step(object value, int step) => value switch
    {
        int v when (long)v + step is >= int.MinValue and <= int.MaxValue => v + step,
        long v when (Int128)v + step >= long.MinValue && (Int128)v + step <= long.MaxValue => v + step,
        BigInteger v => v + step,
        _ => value,
    };

    /// <summary>Early Java writers rounded times before 1970 toward it, so that their rows lie one partition too high.</summary>
    private static IEnumerable<object> WithMisplaced(Transform transform, object value) =>
        transform is Transform.Year or Transform.Month or Transform.Day or Transform.Hour && value is int and < 0
            ? [value, (int)value + 1]
            : [value];

    /// <summary>The least whole numbers, truncated, wrap around to the greatest; null where they do not.</summary>
    private static Expression.Greater? Wrapped(PartitionField field, IcebergType source) => (field.Transform, source) switch
    {
        (Transform.Truncate t, IcebergType.Int) => new Expression.Greater(field.FieldId, int.MaxValue - (int.MaxValue % t.Width) - t.Width),
        (Transform.Truncate t, IcebergType.Long) => new Expression.Greater(field.FieldId, long.MaxValue - (long.MaxValue % t.Width) - t.Width),
        _ => null,
    };
}
