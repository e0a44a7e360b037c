namespace Tarn.Storage;

/// <summary>A part of a file.</summary>
internal static class FileRange
{
    /// <summary>At most so many bytes; fewer where the file ends.</summary>
    public static byte[] Read(string path, long offset, int length)
    {
        using var file = File.OpenHandle(path);
        var buffer = new byte[Math.Max(0, Math.Min(length, RandomAccess.GetLength(file) - offset))];
        var read = 0;
        while (read < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(read), offset + read) is var count and > 0)
            read += count;
        return read == buffer.Length ? buffer : buffer[..read];
    }
}
