using System.Collections.Concurrent;

namespace Tarn.Storage.Local;

/// <summary>Folders under a root that exist and whose names survive a loss of power.</summary>
internal sealed class DurableFolders(string root)
{
    private const int RememberedMax = 10_000;
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>
    /// Creates the folder where it is missing and syncs every name on the way down to it, once in this process: a folder that another
    /// process has just made may not be synced yet.
    /// </summary>
    public void Ensure(string folder)
    {
        if (_known.ContainsKey(folder))
            return;
        var top = FirstThatExists(root);
        Directory.CreateDirectory(folder);
        if (_known.Count >= RememberedMax)
            _known.Clear();
        for (var at = folder; at.Length > top.Length && !_known.ContainsKey(at); at = Path.GetDirectoryName(at)!)
            SyncNames(Path.GetDirectoryName(at)!);
        for (var at = folder; at.Length >= root.Length; at = Path.GetDirectoryName(at)!)
            _known[at] = true;
    }

    /// <summary>Forgets a folder that somebody has removed.</summary>
    public void Forget(string folder) => _known.TryRemove(folder, out _);

    /// <summary>Makes the names in a folder durable. Windows does so by itself.</summary>
    public static void SyncNames(string folder)
    {
        if (!OperatingSystem.IsWindows())
            Posix.SyncFolder(folder);
    }

    private static string FirstThatExists(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            folder = above;
        return folder;
    }
}
