using System.Buffers.Binary;

namespace Tarn.Iceberg.Tests.Deletes;

/// <summary>Writes deletion vectors straight from the words of the formats, sharing nothing with the reader.</summary>
internal static class VectorWriter
{
    /// <summary>The vector in its frame of length, magic and check sum.</summary>
    public static byte[] Blob(IEnumerable<long> positions, bool withRuns) => Frame(Vector(positions, withRuns));

    /// <summary>Length, magic, the vector, check sum.</summary>
    public static byte[] Frame(byte[] vector)
    {
        byte[] checkedBytes = [0xD1, 0xD3, 0x39, 0x64, .. vector];
        return [.. BigEndian((uint)checkedBytes.Length), .. checkedBytes, .. BigEndian(CheckSum(checkedBytes))];
    }

    /// <summary>Bitmaps of 32 bits by the upper half of the positions.</summary>
    public static byte[] Vector(IEnumerable<long> positions, bool withRuns)
    {
        var bitmaps = positions.Distinct().Order().GroupBy(position => (uint)(position >> 32)).ToList();
        return [.. BitConverter.GetBytes((long)bitmaps.Count), .. bitmaps.SelectMany(same => (byte[])[.. BitConverter.GetBytes(same.Key), .. Bitmap(same, withRuns)])];
    }

    private static byte[] Bitmap(IEnumerable<long> positions, bool withRuns)
    {
        var containers = positions.GroupBy(position => (ushort)(position >> 16), position => (ushort)position)
            .Select(same => (same.Key, Values: same.ToArray(), Content: withRuns ? Runs(same) : Plain([.. same]))).ToList();
        var headers = containers.SelectMany(c => (byte[])[.. BitConverter.GetBytes(c.Key), .. BitConverter.GetBytes((ushort)(c.Values.Length - 1))]).ToArray();
        byte[] cookie = withRuns
            ? [.. BitConverter.GetBytes(12347 | ((containers.Count - 1) << 16)), .. Flags(containers.Count)]
            : [.. BitConverter.GetBytes(12346), .. BitConverter.GetBytes(containers.Count)];
        var offsets = new List<byte>();
        if (!withRuns || containers.Count >= 4)
        {
            var at = cookie.Length + headers.Length + (4 * containers.Count);
            foreach (var (_, _, content) in containers)
            {
                offsets.AddRange(BitConverter.GetBytes(at));
                at += content.Length;
            }
        }
        return [.. cookie, .. headers, .. offsets, .. containers.SelectMany(c => c.Content)];
    }

    private static byte[] Flags(int count)
    {
        var flags = new byte[(count + 7) / 8];
        for (var i = 0; i < count; i++)
            flags[i / 8] |= (byte)(1 << (i % 8));
        return flags;
    }

    private static byte[] Plain(ushort[] values)
    {
        if (values.Length <= 4096)
            return [.. values.SelectMany(BitConverter.GetBytes)];
        var bits = new byte[8192];
        foreach (var value in values)
            bits[value / 8] |= (byte)(1 << (value % 8));
        return bits;
    }

    private static byte[] Runs(IEnumerable<ushort> values)
    {
        var runs = new List<(ushort First, ushort More)>();
        foreach (var value in values)
        {
            if (runs.Count > 0 && runs[^1].First + runs[^1].More + 1 == value)
                runs[^1] = (runs[^1].First, (ushort)(runs[^1].More + 1));
            else
                runs.Add((value, 0));
        }
        return [.. BitConverter.GetBytes((ushort)runs.Count), .. runs.SelectMany(run => (byte[])[.. BitConverter.GetBytes(run.First), .. BitConverter.GetBytes(run.More)])];
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static uint CheckSum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
