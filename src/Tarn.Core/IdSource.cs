using System.Buffers.Binary;

namespace Tarn;

/// <summary>
/// Where ids come from. The program's is <see cref="FromSystem"/>; a test's is seeded, so that a fault can be replayed. Safe for threads.
/// </summary>
public sealed class IdSource
{
    private readonly Lock _gate = new();
    private readonly Action<byte[]> _fill;

    private IdSource(TimeProvider time, Action<byte[]> fill) => (Time, _fill) = (time, fill);

    /// <summary>The clock that goes with the ids.</summary>
    public TimeProvider Time { get; }

    /// <summary>Ids from the system's cryptographic source.</summary>
    public static IdSource FromSystem(TimeProvider time) => new(time, bytes => System.Security.Cryptography.RandomNumberGenerator.Fill(bytes));

    /// <summary>The same ids for the same seed.</summary>
    public static IdSource Seeded(int seed, TimeProvider time)
    {
        var random = new Random(seed);
        return new IdSource(time, random.NextBytes);
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string NextHex(int digits) => Convert.ToHexStringLower(NextBytes((digits + 1) / 2))[..digits];

    /// <summary>A version 4 UUID.</summary>
    public Guid NextUuid()
    {
        var bytes = NextBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A snapshot id: positive and below 2^53, since some readers take JSON numbers as doubles.</summary>
    public long NextSnapshotId() => (BinaryPrimitives.ReadInt64BigEndian(NextBytes(8)) & ((1L << 53) - 1)) | 1;

    private byte[] NextBytes(int count)
    {
        var bytes = new byte[count];
        lock (_gate)
            _fill(bytes);
        return bytes;
    }
}
