using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>Commits what a request wants: once for its key, on whatever the branch is by then.</summary>
internal static class CallWrites
{
    /// <summary>How long the server knows a key again; told to clients as <c>idempotency-key-lifetime</c>.</summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(30);

    /// <summary>The property of a commit that says which request its key was for.</summary>
    private const string RequestProperty = "request";

    private const int TriesMax = 20;
    private const int ClientCharactersMax = 200;

    /// <summary>The commit; for a key that was seen before, its commit; where nothing changes, the branch's newest.</summary>
    /// <param name="call">The request.</param>
    /// <param name="decide">What to commit on a state of the branch. Asked again when a table it touches has moved.</param>
    /// <exception cref="RestException">What <paramref name="decide"/> throws; 409 when the tables never stand still; 400 when the key was used for another request.</exception>
    public static async Task<CatalogCommit> WriteAsync(this RestCall call, Func<LakeRef, Task<CatalogWrite>> decide)
    {
        if (await DoneAsync(call) is { } before)
            return before;
        try
        {
            return await TryAsync(call, decide);
        }
        catch (Exception) when (call.IdempotencyKey is not null)
        {
            // The same request on another connection may have been first.
            if (await DoneIfKnownAsync(call) is { } done)
                return done;
            throw;
        }
    }

    /// <summary>A look that fails must not hide why it was taken.</summary>
    private static async Task<CatalogCommit?> DoneIfKnownAsync(RestCall call)
    {
        try
        {
            return await DoneAsync(call);
        }
        catch (Exception e) when (e is IOException or TarnException)
        {
            return null;
        }
    }

    private static async Task<CatalogCommit> TryAsync(RestCall call, Func<LakeRef, Task<CatalogWrite>> decide)
    {
        SemaphoreSlim? turn = null;
        try
        {
            for (var left = TriesMax; ; left--)
            {
                var at = await call.AtAsync();
                var branch = at.RequireBranch();
                var write = await decide(at);
                if (write.Changes.Count == 0)
                    return at.Commit;
                try
                {
                    return OfThisRequest(call, await call.Lake.Commits.CommitAsync(RequestOf(call, branch, at, write)));
                }
                catch (TarnException e) when (left > 1 && e.Problems[0].Code == "catalog.table-moved")
                {
                    turn ??= await call.Lake.Commits.SecondTryAsync(branch, call.Cancel);
                }
            }
        }
        finally
        {
            turn?.Release();
        }
    }

    private static async Task<CatalogCommit?> DoneAsync(RestCall call)
    {
        if (call.IdempotencyKey is not { } key || BranchName.TryParse(call.Prefix) is not { } branch)
            return null;
        var commit = await call.Lake.Catalog.FindCommitAsync(branch, key, call.Lake.Ids.Time.GetUtcNow() - KeyLifetime, call.Cancel);
        return commit is null ? null : OfThisRequest(call, commit);
    }

    /// <summary>A key names one request (OpenAPI, "idempotency-key"). An answer to another would tell of a write that did not happen.</summary>
    private static CatalogCommit OfThisRequest(RestCall call, CatalogCommit commit) =>
        commit.IdempotencyKey == call.IdempotencyKey && commit.Properties.GetValueOrDefault(RequestProperty) is { } seen && seen != call.Fingerprint
            ? throw RestException.BadRequest($"The Idempotency-Key of this request was used for another one: {commit.Message}. Nothing was done; a new operation has a new key.")
            : commit;

    private static CommitRequest RequestOf(RestCall call, BranchName branch, LakeRef at, CatalogWrite write)
    {
        var properties = write.Properties.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        properties["door"] = "iceberg-rest";
        if (call.IdempotencyKey is not null)
            properties[RequestProperty] = call.Fingerprint;
        if (call.Header("User-Agent") is { } client)
            properties["client"] = client.Length > ClientCharactersMax ? client[..ClientCharactersMax] : client;
        return new CommitRequest
        {
            Branch = branch,
            Author = call.Caller.Name,
            Message = write.Message,
            Changes = write.Changes,
            Properties = properties,
            IdempotencyKey = call.IdempotencyKey,
            BuiltOn = at.Commit.Id,
        };
    }
}
