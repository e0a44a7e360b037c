using Tarn.Storage;

namespace Tarn.Catalog;

/// <summary>Finds out whether a store creates an object once however many ask, since all of a lake rests on that.</summary>
internal static class StoreProbe
{
    private const int Racers = 4;

    public static async Task RunAsync(IObjectStore store, IdSource ids, CancellationToken cancel)
    {
        var key = $"staging/probe-{ids.NextHex(16)}";
        try
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, Racers)
                .Select(racer => store.CreateAsync(key, new[] { (byte)racer }, cancel))).ConfigureAwait(false);
            var again = await store.CreateAsync(key, new byte[] { Racers }, cancel).ConfigureAwait(false);
            var content = await store.ReadAsync(key, cancel).ConfigureAwait(false);
            if (answers.Count(won => won) != 1 || again || !content.AsSpan().SequenceEqual([(byte)Array.IndexOf(answers, true)]))
                throw Broken(store, answers.Count(won => won));
        }
        finally
        {
            await store.DeleteAsync(key, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static TarnException Broken(IObjectStore store, int winners) =>
        new(FailureKind.Invalid, new Problem(
            "lake.store-condition",
            $"The store does not keep 'create unless it exists': {winners} of {Racers} that asked at once did, or one replaced another.",
            store.Location,
            "A lake there would lose commits. Use a store that honours If-None-Match: * (S3, Azure, Ceph, MinIO), or a local folder."));
}
