using Tarn.Storage.References;

namespace Tarn.Catalog;

/// <summary>
/// One reference and the only way to move it: read the head, decide, create the next number, again when another was first. An
/// answer that was lost is looked up before anything is tried again, so a move happens once or the caller is told it is unknown.
/// </summary>
internal sealed class CatalogReference(CatalogObjects objects, string prefix, IdSource ids)
{
    private const int FailuresMax = 6;
    private const int KeepEntries = 200;
    private const int PruneEvery = 64;
    private static readonly TimeSpan _keepYounger = TimeSpan.FromDays(7);
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(5);

    private readonly ReferenceSeries _series = new(objects.Store, prefix, ids.Time);
    private readonly SemaphoreSlim _turn = new(1);
    private ReferenceHead? _lastRead;

    public async Task<ReferenceHead?> HeadAsync(CancellationToken cancel)
    {
        if (await _series.HeadAsync(cancel).ConfigureAwait(false) is not { } entry)
            return null;
        if (Volatile.Read(ref _lastRead) is { } last && ReferenceEquals(last.Entry, entry))
            return last;
        var document = objects.ParseSummed(entry.Value, CatalogJson.Default.Reference, $"{prefix} number {entry.Number}");
        var value = ReferenceValue.Read(document)
            ?? throw objects.Corrupt($"{prefix} number {entry.Number}", "it is no reference.");
        var head = new ReferenceHead(entry, value);
        Volatile.Write(ref _lastRead, head);
        return head;
    }

    /// <summary>
    /// Moves the reference as <paramref name="decide"/> says, which is asked again whenever the head has changed. It must be short:
    /// callers of one process take turns.
    /// </summary>
    public async Task<TResult> MoveInTurnAsync<TResult>(
        Func<ReferenceHead?, CancellationToken, Task<ReferenceStep<TResult>>> decide, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await MoveAsync(decide, cancel).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>As <see cref="MoveInTurnAsync"/> for decisions that take their time.</summary>
    public async Task<TResult> MoveAsync<TResult>(
        Func<ReferenceHead?, CancellationToken, Task<ReferenceStep<TResult>>> decide, CancellationToken cancel)
    {
        var unanswered = new List<Attempt<TResult>>();
        for (var failures = 0; ;)
        {
            try
            {
                if (await TryMoveAsync(decide, unanswered, cancel).ConfigureAwait(false) is { } done)
                    return done.Value;
            }
            catch (IOException failure) when (++failures >= FailuresMax)
            {
                throw Unavailable(unanswered.Count > 0, failure);
            }
            catch (IOException)
            {
                await Task.Delay(_firstPause * (1 << failures), ids.Time, cancel).ConfigureAwait(false);
            }
        }
    }

    public Task<int> PruneAsync(CancellationToken cancel) => _series.PruneAsync(KeepEntries, ids.Time.GetUtcNow() - _keepYounger, cancel);

    /// <summary>Takes the reference away, unless it has moved on from this head.</summary>
    public Task RemoveAsync(ReferenceHead head, CancellationToken cancel) => _series.RemoveAsync(head.Entry, cancel);

    private async Task<Done<TResult>?> TryMoveAsync<TResult>(
        Func<ReferenceHead?, CancellationToken, Task<ReferenceStep<TResult>>> decide,
        List<Attempt<TResult>> unanswered,
        CancellationToken cancel)
    {
        var head = await HeadAsync(cancel).ConfigureAwait(false);
        foreach (var attempt in unanswered)
        {
            if (await _series.HasMovedAsync(attempt.Head, attempt.Value, cancel).ConfigureAwait(false))
                return new Done<TResult>(attempt.Result);
        }
        var step = await decide(head, cancel).ConfigureAwait(false);
        if (step is not ReferenceStep<TResult>.Move move)
            return new Done<TResult>(((ReferenceStep<TResult>.Stay)step).Result);
        var value = move.Value with { Move = ids.NextHex(16), Time = ids.Time.GetUtcNow() };
        var next = new Attempt<TResult>(head?.Entry, value.Write(), move.Result);
        unanswered.Add(next);
        if (await _series.MoveAsync(next.Head, next.Value, cancel).ConfigureAwait(false) is not { } moved)
        {
            // A store that tries again by itself may have lost to its own first try.
            var won = await _series.HasMovedAsync(next.Head, next.Value, cancel).ConfigureAwait(false);
            unanswered.Remove(next);
            return won ? new Done<TResult>(next.Result) : null;
        }
        Volatile.Write(ref _lastRead, new ReferenceHead(moved, value));
        await PruneNowAndThenAsync(moved.Number, cancel).ConfigureAwait(false);
        return new Done<TResult>(next.Result);
    }

    private async Task PruneNowAndThenAsync(long number, CancellationToken cancel)
    {
        if (number <= KeepEntries || number % PruneEvery != 0)
            return;
        try
        {
            await PruneAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The move has happened; whoever moves it next prunes.
        }
    }

    private TarnException Unavailable(bool mayHaveMoved, IOException failure) =>
        new(FailureKind.Unavailable, new Problem(
            mayHaveMoved ? "catalog.unknown-outcome" : "catalog.store",
            mayHaveMoved
                ? $"The store did not answer, so it is not known whether '{prefix}' was moved: {failure.Message}"
                : $"The store failed before '{prefix}' was moved, and nothing changed: {failure.Message}",
            objects.Store.Location,
            "Try again with the same idempotency key; what has happened already is not done twice."), failure);

    private sealed record Attempt<TResult>(ReferenceEntry? Head, byte[] Value, TResult Result);

    private sealed record Done<TResult>(TResult Value);
}
