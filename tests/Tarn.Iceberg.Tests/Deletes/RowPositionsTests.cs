using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Deletes;

namespace Tarn.Iceberg.Tests.Deletes;

public sealed class RowPositionsTests
{
    /// <summary>Positions that crowd, spread and run, so that every kind of container comes up.</summary>
    private static readonly Gen<long[]> Positions =
        from parts in Gen.OneOf(Scattered(), Runs(), Crowd(), Gen.Constant<long[]>([])).ListOf()
        select parts.Take(5).SelectMany(part => part).ToArray();

    [Fact]
    public void What_was_added_is_what_is_there() =>
        Prop.ForAll(Positions.ToArbitrary(), positions =>
        {
            var built = Built(positions);
            built.All().ShouldBe(positions.Distinct().Order());
            built.Count.ShouldBe(positions.Distinct().Count());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Vectors_of_arrays_and_bitmaps_are_read_as_written() => ShouldBeReadAsWritten(withRuns: false);

    [Fact]
    public void Vectors_of_runs_are_read_as_written() => ShouldBeReadAsWritten(withRuns: true);

    [Fact]
    public void The_other_rows_of_a_scan_are_those_it_does_not_contain()
    {
        var chance = new Random(20261121);
        Prop.ForAll(Positions.ToArbitrary(), positions =>
        {
            foreach (var set in new[] { Built(positions), DeletionVectorBlob.Read(VectorWriter.Blob(positions, withRuns: true), "v") })
            {
                var near = positions.Length == 0 ? 0 : positions[chance.Next(positions.Length)];
                var first = Math.Max(0, near - chance.Next(2048));
                ShouldFindOthers(set, [.. Enumerable.Range(0, 2048).Select(i => first + i)]);
                ShouldFindOthers(set, [.. Enumerable.Range(0, 500).Select(i => first + (i * 3L))]);
                ShouldFindOthers(set, []);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_row_in_the_last_container_of_the_last_key_is_found()
    {
        var set = Built([long.MaxValue, 0]);
        (set.Contains(long.MaxValue), set.Contains(0), set.Contains(1), set.Contains(long.MaxValue - 1)).ShouldBe((true, true, false, false));
    }

    [Fact]
    public void A_negative_position_is_none() => Should.Throw<ArgumentOutOfRangeException>(() => new RowPositionsBuilder().Add(-1));

    private static void ShouldBeReadAsWritten(bool withRuns) =>
        Prop.ForAll(Positions.ToArbitrary(), positions =>
        {
            var read = DeletionVectorBlob.Read(VectorWriter.Blob(positions, withRuns), "v.puffin");
            read.All().ShouldBe(positions.Distinct().Order());
            read.Count.ShouldBe(positions.Distinct().Count());
            foreach (var position in positions.Take(50))
                read.Contains(position).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();

    private static void ShouldFindOthers(RowPositions set, long[] rows)
    {
        var live = new bool[rows.Length];
        set.FindOthers(rows, live);
        live.ShouldBe(rows.Select(row => !set.Contains(row)));
    }

    private static RowPositions Built(IEnumerable<long> positions)
    {
        var builder = new RowPositionsBuilder();
        foreach (var position in positions)
            builder.Add(position);
        return builder.Build();
    }

    private static Gen<long[]> Scattered() => Gen.Choose(0, int.MaxValue).Select(n => n * 3L).ArrayOf();

    private static Gen<long[]> Runs() =>
        from start in Gen.Choose(0, 1 << 20)
        from length in Gen.Choose(1, 9_000)
        select Enumerable.Range(start, length).Select(n => (long)n).ToArray();

    private static Gen<long[]> Crowd() =>
        from key in Gen.Choose(0, 3)
        from step in Gen.Choose(2, 40)
        select Enumerable.Range(0, 8_000).Select(n => ((long)key << 32) + (n * (long)step)).ToArray();
}
