using Tarn.Bench.Measure;

namespace Tarn.Bench.Limits;

/// <summary>
/// The limit of a commit: the files it cannot do without (data, manifest, manifest list, table metadata, commit), synced side by side, and then
/// the one that makes it count.
/// </summary>
internal static class BareCommits
{
    private const int FilesBeside = 5;
    private static readonly byte[] _content = new byte[4096];

    /// <summary>Writers that commit so often each, all at once; the seconds of every commit.</summary>
    public static async Task<IReadOnlyList<double>> RunAsync(string folder, int writers, int commits)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(() => WriteAsync(Path.Combine(folder, $"w{w}"), commits))));
        return [.. all.SelectMany(seconds => seconds)];
    }

    private static async Task<List<double>> WriteAsync(string folder, int commits)
    {
        Directory.CreateDirectory(folder);
        var seconds = new List<double>();
        for (var i = 0; i < commits; i++)
        {
            var clock = Clock.Start();
            await Task.WhenAll(Enumerable.Range(0, FilesBeside).Select(f => Task.Run(() => Disk.CreateSynced(Path.Combine(folder, $"{i}-{f}"), _content))));
            Disk.CreateSynced(Path.Combine(folder, $"{i}-log"), _content);
            seconds.Add(clock.Seconds);
        }
        return seconds;
    }
}
