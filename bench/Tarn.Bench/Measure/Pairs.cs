namespace Tarn.Bench.Measure;

/// <summary>Two ways of the same work, done in turns, so that what else the machine does falls on both.</summary>
internal static class Pairs
{
    /// <summary>Ours, limit, ours, limit ...; one pair more than asked for, of which the first warms up and is not counted. Everything is synced and garbage collected before each.</summary>
    public static async Task<IReadOnlyList<Pair<T>>> InTurnsAsync<T>(
        int pairs, Func<Task<T>> ours, Func<Task<T>> limit, CancellationToken cancel)
    {
        var measured = new List<Pair<T>>();
        for (var i = 0; i <= pairs; i++)
        {
            await SettleAsync(cancel);
            var first = await ours();
            await SettleAsync(cancel);
            measured.Add(new Pair<T>(first, await limit()));
        }
        return measured[1..];
    }

    /// <summary>What one turn left to write or to collect is not paid for by the next.</summary>
    private static Task SettleAsync(CancellationToken cancel)
    {
        GC.Collect();
        return Disk.SyncAllAsync(cancel);
    }
}
