namespace Tarn.Cli.Demo;

/// <summary>Writes a project's files so that a killed program leaves whole files only.</summary>
internal static class FileDelivery
{
    /// <summary>What an unfinished file is called; whoever finds one may drop it.</summary>
    public const string UnfinishedSuffix = ".tarn-unfinished";

    /// <summary>Writes a file beside its place and moves it there.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + UnfinishedSuffix;
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Writes those files of a project that are not there yet.</summary>
    public static void WriteMissing(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var (name, bytes) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            if (!File.Exists(Path.Combine(folder, name)))
                Write(Path.Combine(folder, name), bytes);
    }
}
