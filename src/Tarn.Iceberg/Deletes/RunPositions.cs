namespace Tarn.Iceberg.Deletes;

/// <summary>A run container: the first and the last number of each run, ascending, no run touching the one before in more than its end.</summary>
internal sealed class RunPositions(ushort[] firsts, ushort[] lasts) : PositionContainer
{
    public override int Count { get; } = firsts.Zip(lasts, (first, last) => last - first + 1).Sum();

    public override int Bytes => firsts.Length * 2 * sizeof(ushort);

    public override bool Contains(ushort value)
    {
        var run = RunOf(value);
        return run >= 0 && value <= lasts[run];
    }

    public override void Clear(int first, Span<bool> live)
    {
        for (var run = Math.Max(RunOf((ushort)first), 0); run < firsts.Length && firsts[run] - first < live.Length; run++)
        {
            var from = Math.Max(firsts[run] - first, 0);
            var to = Math.Min(lasts[run] - first + 1, live.Length);
            if (from < to)
                live[from..to].Clear();
        }
    }

    public override IEnumerable<ushort> Values() =>
        firsts.Zip(lasts, (first, last) => Enumerable.Range(first, last - first + 1)).SelectMany(run => run).Select(value => (ushort)value);

    /// <summary>The last run that begins at the number or before; -1 when all begin after.</summary>
    private int RunOf(ushort value)
    {
        var at = Array.BinarySearch(firsts, value);
        return at < 0 ? ~at - 1 : at;
    }
}
