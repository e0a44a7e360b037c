using System.Globalization;

namespace Tarn.Storage.References;

/// <summary>
/// A reference: a numbered series of immutable objects whose highest number is its value. Names count down, so the head is the first
/// of one list. Whoever creates the next number has moved it. Safe for threads; keep one instance for a prefix, since it remembers the
/// head and then asks for two small objects instead of a list. Values must differ from move to move (put an id or a time in them).
/// </summary>
/// <param name="store">Where the series lies.</param>
/// <param name="prefix">The folder of the series with its closing slash: <c>refs/branch/main/</c>.</param>
/// <param name="time">The clock for <see cref="ReferenceEntry.Written"/> of entries made here.</param>
public sealed class ReferenceSeries(IObjectStore store, string prefix, TimeProvider? time = null)
{
    private const string Suffix = ".json";
    private const string MadeName = "made";
    private const ulong Top = 10_000_000_000_000_000_000;
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private ReferenceEntry? _lastSeen;

    /// <summary>The current value, or null when the reference was never made.</summary>
    public async Task<ReferenceEntry?> HeadAsync(CancellationToken cancel = default)
    {
        if (Volatile.Read(ref _lastSeen) is { } seen && await IsStillHeadAsync(seen, cancel).ConfigureAwait(false))
            return seen;
        while (await FirstListedAsync(cancel).ConfigureAwait(false) is { } listed)
        {
            if (await ReadAsync(listed.Number, cancel).ConfigureAwait(false) is not { } value)
                continue;
            var head = new ReferenceEntry(listed.Number, value, listed.Modified);
            Volatile.Write(ref _lastSeen, head);
            return head;
        }
        return null;
    }

    /// <summary>
    /// Makes <paramref name="value"/> the head, if the head is still <paramref name="expectedHead"/> (null: the reference was never
    /// made). Null when the race was lost. After an IOException ask <see cref="HasMovedAsync"/>.
    /// </summary>
    public async Task<ReferenceEntry?> MoveAsync(
        ReferenceEntry? expectedHead, ReadOnlyMemory<byte> value, CancellationToken cancel = default)
    {
        var number = NumberAfter(expectedHead);
        if (!await store.CreateAsync(KeyOf(number), value, cancel).ConfigureAwait(false))
            return null;
        if (!await IsWhereItWasAsync(expectedHead, cancel).ConfigureAwait(false))
        {
            // The series went on and was pruned past us while we paused: what we made lies below the head and means nothing.
            await store.DeleteAsync(KeyOf(number), cancel).ConfigureAwait(false);
            return null;
        }
        var moved = new ReferenceEntry(number, value.ToArray(), _time.GetUtcNow());
        Volatile.Write(ref _lastSeen, moved);
        return moved;
    }

    /// <summary>
    /// Whether a move that ended in an IOException has happened after all. False may still turn true while a request is under way;
    /// whoever moves again to the same number then loses that race and should ask here again.
    /// </summary>
    public async Task<bool> HasMovedAsync(
        ReferenceEntry? expectedHead, ReadOnlyMemory<byte> value, CancellationToken cancel = default)
    {
        var found = await ReadAsync(NumberAfter(expectedHead), cancel).ConfigureAwait(false);
        return found.AsSpan().SequenceEqual(value.Span) && found is not null
            && await IsWhereItWasAsync(expectedHead, cancel).ConfigureAwait(false);
    }

    /// <summary>The entries from the head down.</summary>
    public async IAsyncEnumerable<ReferenceEntry> LogAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var entry in store.ListAsync(prefix, null, cancel).ConfigureAwait(false))
        {
            if (NumberOf(entry.Key) is { } number && await ReadAsync(number, cancel).ConfigureAwait(false) is { } value)
                yield return new ReferenceEntry(number, value, entry.Modified);
        }
    }

    /// <summary>
    /// Deletes the oldest entries, oldest first, except for the newest <paramref name="keepEntries"/> and those written at or after
    /// <paramref name="olderThan"/>. That there was a number 1 is written down before it goes. Returns how many went.
    /// </summary>
    public async Task<int> PruneAsync(int keepEntries, DateTimeOffset olderThan, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keepEntries, 1);
        var entries = new List<ObjectEntry>();
        await foreach (var entry in store.ListAsync(prefix, null, cancel).ConfigureAwait(false))
            entries.Add(entry);
        var old = entries
            .Where(entry => NumberOf(entry.Key) is not null)
            .Skip(keepEntries)
            .Reverse()
            .TakeWhile(entry => entry.Modified < olderThan)
            .ToList();
        if (old.Count > 0 && NumberOf(old[0].Key) == 1)
            await store.CreateAsync(prefix + MadeName, default, cancel).ConfigureAwait(false);
        foreach (var entry in old)
            await store.DeleteAsync(entry.Key, cancel).ConfigureAwait(false);
        return old.Count;
    }

    /// <summary>
    /// Deletes an entry and all below it, oldest first. When it is the head, the reference is as if it had never been made; an entry that somebody put on top
    /// meanwhile stays. For references whose name is never given again.
    /// </summary>
    public async Task RemoveAsync(ReferenceEntry last, CancellationToken cancel = default)
    {
        var keys = new List<string>();
        await foreach (var entry in store.ListAsync(prefix, null, cancel).ConfigureAwait(false))
        {
            if (NumberOf(entry.Key) <= last.Number)
                keys.Add(entry.Key);
        }
        foreach (var key in keys.OrderDescending(StringComparer.Ordinal))
            await store.DeleteAsync(key, cancel).ConfigureAwait(false);
    }

    /// <summary>The number in a key of a series, or null when it is no such key.</summary>
    public static long? NumberOf(string key)
    {
        var name = key.AsSpan(key.LastIndexOf('/') + 1);
        return name.Length == 20 + Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            && ulong.TryParse(name[..20], NumberStyles.None, CultureInfo.InvariantCulture, out var down) && down < Top
            && Top - down <= long.MaxValue
                ? (long)(Top - down)
                : null;
    }

    private static long NumberAfter(ReferenceEntry? head) => (head?.Number ?? 0) + 1;

    private string KeyOf(long number) => $"{prefix}{Top - (ulong)number:D20}{Suffix}";

    // Pruning goes upward, so while entry n lies there n+1 was not pruned: if n+1 is missing first and n is there after, n was the head.
    private async Task<bool> IsStillHeadAsync(ReferenceEntry seen, CancellationToken cancel) =>
        await store.SizeAsync(KeyOf(seen.Number + 1), cancel).ConfigureAwait(false) is null
        && await IsThereAsync(seen, cancel).ConfigureAwait(false);

    // Before number 1 there is nothing that could have gone; that it went is written down instead.
    private async Task<bool> IsWhereItWasAsync(ReferenceEntry? head, CancellationToken cancel) =>
        head is null
            ? await store.SizeAsync(prefix + MadeName, cancel).ConfigureAwait(false) is null
            : await IsThereAsync(head, cancel).ConfigureAwait(false);

    // The bytes are compared because another mover that paused may have left an entry of the same number.
    private async Task<bool> IsThereAsync(ReferenceEntry entry, CancellationToken cancel) =>
        (await ReadAsync(entry.Number, cancel).ConfigureAwait(false)).AsSpan().SequenceEqual(entry.Value);

    private async Task<byte[]?> ReadAsync(long number, CancellationToken cancel)
    {
        try
        {
            return await store.ReadAsync(KeyOf(number), cancel).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
    }

    private async Task<(long Number, DateTimeOffset Modified)?> FirstListedAsync(CancellationToken cancel)
    {
        await foreach (var entry in store.ListAsync(prefix, null, cancel).ConfigureAwait(false))
        {
            if (NumberOf(entry.Key) is { } number)
                return (number, entry.Modified);
        }
        return null;
    }
}
