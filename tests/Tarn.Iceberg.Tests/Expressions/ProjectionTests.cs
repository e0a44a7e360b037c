using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Expressions;

public sealed class ProjectionTests
{
    private const long Day = 86_400_000_000;

    private static readonly TableSchema Schema = new()
    {
        SchemaId = 0,
        Fields = new FieldList(
        [
            new NestedField { Id = 1, Name = "at", Type = new IcebergType.Timestamp(WithZone: true) },
            new NestedField { Id = 2, Name = "name", Type = new IcebergType.String() },
            new NestedField { Id = 3, Name = "n", Type = new IcebergType.Long() },
            new NestedField { Id = 4, Name = "s", Type = new IcebergType.Struct(new FieldList([new NestedField { Id = 5, Name = "x", Type = new IcebergType.Double() }])) },
        ]),
    };

    [Fact]
    public void Before_midnight_is_up_to_the_day_before() =>
        Project(new Transform.Day(), 1, new Expression.Less(1, 20608 * Day)).ShouldBe(new Expression.LessOrEqual(1000, 20607));

    [Fact]
    public void A_time_is_its_day() =>
        Values(Project(new Transform.Day(), 1, new Expression.Equal(1, (20608 * Day) + 5))).ShouldBe([20608]);

    [Fact]
    public void A_time_before_1970_may_lie_a_day_later_where_an_early_writer_put_it() =>
        Values(Project(new Transform.Day(), 1, new Expression.Equal(1, -Day - 5))).ShouldBe([-2, -1]);

    [Fact]
    public void A_long_prefix_is_cut_as_the_column_was() =>
        Project(new Transform.Truncate(2), 2, new Expression.StartsWith(2, "icebergs")).ShouldBe(new Expression.Equal(1000, "ic"));

    [Fact]
    public void A_bucket_knows_equality_only()
    {
        Values(Project(new Transform.Bucket(16), 3, new Expression.Equal(3, 34))).ShouldBe([2017239379 % 16]);
        Project(new Transform.Bucket(16), 3, new Expression.Less(3, 34L)).ShouldBe(new Expression.True());
        Project(new Transform.Bucket(16), 3, new Expression.IsNull(3)).ShouldBe(new Expression.IsNull(1000));
    }

    [Fact]
    public void A_negation_is_carried_inward() =>
        Project(new Transform.Identity(), 3, new Expression.Not(new Expression.Or(new Expression.Less(3, 3L), new Expression.IsNull(3))))
            .ShouldBe(new Expression.And(new Expression.GreaterOrEqual(1000, 3L), new Expression.NotNull(1000)));

    [Fact]
    public void An_unknown_transform_prunes_nothing() =>
        Project(new Transform.Unknown("zorder"), 3, new Expression.Equal(3, 3L)).ShouldBe(new Expression.True());

    [Fact]
    public void Bounds_from_before_a_promotion_prune()
    {
        var file = FileWith(3, [5, 0, 0, 0], [9, 0, 0, 0]);
        new BoundsEvaluator(Schema, new Expression.Greater(3, 9L)).MightMatch(file).ShouldBeFalse();
        new BoundsEvaluator(Schema, new Expression.Greater(3, 8)).MightMatch(file).ShouldBeTrue();
    }

    [Fact]
    public void A_file_whose_NaN_nobody_counted_stays_for_greater_than()
    {
        var file = FileWith(5, SingleValue.Encode(new IcebergType.Double(), 1.0), SingleValue.Encode(new IcebergType.Double(), 2.0));
        new BoundsEvaluator(Schema, new Expression.Greater(5, 3.0)).MightMatch(file).ShouldBeTrue();
        new BoundsEvaluator(Schema, new Expression.Less(5, 1.0)).MightMatch(file).ShouldBeFalse();
        var counted = file with { NanCounts = new Dictionary<int, long> { [5] = 0 } };
        new BoundsEvaluator(Schema, new Expression.Greater(5, 3.0)).MightMatch(counted).ShouldBeFalse();
    }

    [Fact]
    public void A_bound_that_is_NaN_tells_nothing()
    {
        var nan = SingleValue.Encode(new IcebergType.Double(), double.NaN);
        new BoundsEvaluator(Schema, new Expression.Less(5, 1.0)).MightMatch(FileWith(5, nan, nan)).ShouldBeTrue();
    }

    private static DataFile FileWith(int id, byte[] lower, byte[] upper) => new()
    {
        Path = "f",
        RecordCount = 1,
        FileBytes = 1,
        LowerBounds = new Dictionary<int, byte[]> { [id] = lower },
        UpperBounds = new Dictionary<int, byte[]> { [id] = upper },
    };

    private static Expression Project(Transform transform, int source, Expression filter) =>
        Projection.Project(Schema, new PartitionSpec { SpecId = 0, Fields = [new PartitionField(source, 1000, "p", transform)] }, filter);

    private static IReadOnlyList<object> Values(Expression expression) => expression.ShouldBeOfType<Expression.In>().Values;
}
