using Tarn.Engine;
using Tarn.Iceberg.Partitions;

namespace Tarn.Core.Tests.Engine;

public sealed class LayoutTextTests
{
    [Theory]
    [InlineData("country", "country", "identity")]
    [InlineData(" box.part ", "box.part", "identity")]
    [InlineData("identity(id)", "id", "identity")]
    [InlineData("day(seen_at)", "seen_at", "day")]
    [InlineData("DAYS( seen_at )", "seen_at", "day")]
    [InlineData("date(seen_at)", "seen_at", "day")]
    [InlineData("months(a.b)", "a.b", "month")]
    [InlineData("year(x)", "x", "year")]
    [InlineData("hours(x)", "x", "hour")]
    [InlineData("bucket(16, id)", "id", "bucket[16]")]
    [InlineData("bucket(id, 16)", "id", "bucket[16]")]
    [InlineData("truncate(4,name)", "name", "truncate[4]")]
    public void Partition_fields_are_read(string text, string column, string transform)
    {
        var field = LayoutText.PartitionOf(text)!;
        (field.Source.ToString(), TransformText.Print(field.Transform)).ShouldBe((column, transform));
    }

    [Theory]
    [InlineData("")]
    [InlineData("day()")]
    [InlineData("bucket(id)")]
    [InlineData("bucket(0, id)")]
    [InlineData("bucket(1, id, 2)")]
    [InlineData("day(3, x)")]
    [InlineData("week(x)")]
    [InlineData("a b")]
    [InlineData("a, b")]
    public void Anything_else_is_none(string text) => LayoutText.PartitionOf(text).ShouldBeNull();

    [Theory]
    [InlineData("id", "id", false, false)]
    [InlineData("id asc", "id", false, false)]
    [InlineData("id DESC", "id", true, true)]
    [InlineData("id nulls last", "id", false, true)]
    [InlineData("day(at) desc nulls first", "at", true, false)]
    public void Sort_terms_are_read(string text, string column, bool descending, bool nullsLast)
    {
        var term = LayoutText.SortOf(text)!;
        (term.Source.ToString(), term.Descending, term.NullsLast).ShouldBe((column, descending, nullsLast));
    }

    [Theory]
    [InlineData("id down")]
    [InlineData("id nulls")]
    [InlineData("week(x) desc")]
    public void What_is_not_sorted_by_is_none(string text) => LayoutText.SortOf(text).ShouldBeNull();
}
