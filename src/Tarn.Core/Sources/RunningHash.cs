namespace Tarn.Sources;

/// <summary><see cref="RawHash"/> of bytes that come piece by piece. Not safe for threads.</summary>
public sealed class RunningHash
{
    private readonly byte[] _begun = new byte[HashLanes.StripeBytes];
    private HashLanes _lanes = new(seed: 0);
    private int _begunBytes;
    private ulong _length;

    /// <summary>The hash of what was added so far.</summary>
    public ulong Hash => HashLanes.Finish(
        _length < HashLanes.StripeBytes ? HashLanes.OfFew(seed: 0) : _lanes.Joined, _begun.AsSpan(0, _begunBytes), _length);

    /// <summary>Adds bytes at the end.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        if (_begunBytes > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, _begun.Length - _begunBytes)];
            part.CopyTo(_begun.AsSpan(_begunBytes));
            _begunBytes += part.Length;
            bytes = bytes[part.Length..];
            if (_begunBytes < _begun.Length)
                return;
            _lanes.Pass(_begun);
        }
        var rest = _lanes.Pass(bytes);
        rest.CopyTo(_begun);
        _begunBytes = rest.Length;
    }
}
