using System.IO.Compression;

namespace Tarn.Bench.Limits;

/// <summary>The limit of planning: manifests are read and inflated, block by block, and nothing is made of them.</summary>
internal static class BareAvro
{
    private const int SyncBytes = 16;

    /// <summary>Bytes that the files hold, as many blocks at a time as there are cores.</summary>
    public static long Inflate(IReadOnlyList<string> files) => files.Select(File.ReadAllBytes).SelectMany(Blocks).AsParallel().Sum(Inflate);

    private static IEnumerable<ArraySegment<byte>> Blocks(byte[] file)
    {
        var at = 4;
        for (var count = Number(file, ref at); count != 0; count = Number(file, ref at))
        {
            for (var i = 0; i < count * 2; i++)
            {
                var length = (int)Number(file, ref at);
                at += length;
            }
        }
        at += SyncBytes;
        while (at < file.Length)
        {
            Number(file, ref at);
            var size = (int)Number(file, ref at);
            yield return new ArraySegment<byte>(file, at, size);
            at += size + SyncBytes;
        }
    }

    private static long Inflate(ArraySegment<byte> block)
    {
        using var packed = new DeflateStream(new MemoryStream(block.Array!, block.Offset, block.Count), CompressionMode.Decompress);
        using var content = new MemoryStream();
        packed.CopyTo(content);
        return content.Length;
    }

    private static long Number(byte[] file, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = file[at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
                return (long)(value >> 1) ^ -(long)(value & 1);
        }
    }
}
