namespace Tarn.Sources;

/// <summary>
/// The hash of a record's raw bytes, which says whether a vendor sent the same record before. It is XXH64 with seed 0 as told by
/// "xxHash fast digest algorithm" 0.1.1 (doc/xxhash_spec.md of Cyan4973/xxHash): the same on every machine and in every version of Tarn.
/// </summary>
public static class RawHash
{
    /// <summary>XXH64 of the bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        if (bytes.Length < HashLanes.StripeBytes)
            return HashLanes.Finish(HashLanes.OfFew(seed), bytes, (ulong)bytes.Length);
        var lanes = new HashLanes(seed);
        var rest = lanes.Pass(bytes);
        return HashLanes.Finish(lanes.Joined, rest, (ulong)bytes.Length);
    }
}
