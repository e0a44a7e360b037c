using System.Diagnostics;

namespace Tarn.Bench.Measure;

/// <summary>What the disk is asked for between runs and at the end of a limit.</summary>
internal static class Disk
{
    /// <summary>Waits until everything written so far, by anybody, is on the disk.</summary>
    public static async Task SyncAllAsync(CancellationToken cancel)
    {
        using var sync = Process.Start(new ProcessStartInfo("sync"))!;
        await sync.WaitForExitAsync(cancel);
    }

    /// <summary>Makes a finished file durable.</summary>
    public static void SyncFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>A new small file, durable when this returns.</summary>
    public static void CreateSynced(string path, ReadOnlySpan<byte> content)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, content, 0);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Reads a file to its end, so that both sides find it in the page cache.</summary>
    public static async Task WarmAsync(string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        await file.CopyToAsync(Stream.Null, 1 << 20, cancel);
    }

    /// <summary>An empty folder under this name.</summary>
    public static string Fresh(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        return folder;
    }
}
