using System.Collections.Concurrent;
using System.Globalization;

namespace Tarn.Engine;

/// <summary>The partitions that a write keeps open. After Dispose a statement that asks for them fails.</summary>
internal sealed class OpenPartitionsLease : IDisposable
{
    private readonly ConcurrentDictionary<ulong, bool> _open = new();
    private readonly OpenPartitions _partitions;
    private readonly long _token;
    private readonly string _function;
    private readonly int _openMax;

    public OpenPartitionsLease(OpenPartitions partitions, long token, string function, int openMax) =>
        (_partitions, _token, _function, _openMax) = (partitions, token, function, openMax);

    /// <summary>The condition that the partition with the hash has a file. It stays what it is for as long as the write goes on.</summary>
    public string Sql(string hash) => string.Create(CultureInfo.InvariantCulture, $"{_function}({_token}, {hash})");

    /// <summary>Answers for each hash.</summary>
    public void Answer(ReadOnlySpan<ulong> hashes, Span<bool> isOpen)
    {
        for (var row = 0; row < isOpen.Length; row++)
            isOpen[row] = row > 0 && hashes[row] == hashes[row - 1] ? isOpen[row - 1] : _open.ContainsKey(hashes[row]) || Opens(hashes[row]);
    }

    /// <summary>Ends the write.</summary>
    public void Dispose() => _partitions.Remove(_token);

    private bool Opens(ulong hash)
    {
        lock (_open)
            return _open.ContainsKey(hash) || (_open.Count < _openMax && _open.TryAdd(hash, true));
    }
}
