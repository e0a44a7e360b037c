using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tarn.Sources.Csv;

/// <summary>Walks the places of two signs in bytes, 32 bytes at a time: cheaper than a search for each when they stand close.</summary>
internal ref struct SignWalker(ReadOnlySpan<byte> bytes, byte first, byte second)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly Vector256<byte> _first = Vector256.Create(first);
    private readonly Vector256<byte> _second = Vector256.Create(second);
    private int _loaded;
    private uint _mask;

    /// <summary>The next place; -1 after the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
        while (_mask == 0)
        {
            if (_loaded >= _bytes.Length)
                return -1;
            Load();
        }
        var at = _loaded - Vector256<byte>.Count + BitOperations.TrailingZeroCount(_mask);
        _mask &= _mask - 1;
        return at;
    }

    private void Load()
    {
        if (_loaded + Vector256<byte>.Count <= _bytes.Length)
        {
            var block = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(_bytes), (nuint)_loaded);
            _mask = (Vector256.Equals(block, _first) | Vector256.Equals(block, _second)).ExtractMostSignificantBits();
        }
        else
        {
            for (var i = _loaded; i < _bytes.Length; i++)
                _mask |= _bytes[i] == _first[0] || _bytes[i] == _second[0] ? 1u << (i - _loaded) : 0;
        }
        _loaded += Vector256<byte>.Count;
    }
}
