using System.Runtime.CompilerServices;
using Tarn.Project;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rest;

/// <summary>
/// One fetch of a REST resource: page after page, each whole and checked, none of them kept. A page comes out only when it can be followed: what is wrong
/// with it, or with its way on, is thrown instead.
/// </summary>
public sealed class RestSource
{
    private readonly ResourceFetch.Rest _rest;
    private readonly SecretVeil _veil;
    private readonly RestFaults _faults;
    private readonly RestSession _session;
    private readonly JsonPath _records;
    private readonly string? _cursor;

    /// <summary>A fetch.</summary>
    /// <param name="name">The resource, for messages: <c>overdrive.checkouts</c>.</param>
    /// <param name="rest">Its declaration.</param>
    /// <param name="transport">The connections.</param>
    /// <param name="cursor">Where the last fetch ended; null begins at the declared start.</param>
    public RestSource(string name, ResourceFetch.Rest rest, RestTransport transport, string? cursor = null)
    {
        _rest = rest;
        _veil = new SecretVeil(RestCredentials.Secrets(rest), (rest.Connection.Auth as RestAuth.ApiKey)?.Name);
        _faults = new RestFaults(name, _veil);
        _session = new RestSession(rest, transport, _faults);
        _records = JsonPath.Of(rest.Records);
        _cursor = cursor ?? rest.Cursor?.Start;
    }

    /// <summary>
    /// Where the next fetch begins: the highest value of the cursor's field, never below where this one began. Null while the pages are not all read (a
    /// failed fetch moves nothing), and for a resource without cursor.
    /// </summary>
    public string? NextCursor { get; private set; }

    /// <summary>Fetches the pages.</summary>
    /// <exception cref="TarnException">
    /// <c>source.unavailable</c>, <c>source.not-json</c>: the vendor failed more often than we try. <c>source.auth</c>, <c>source.refused</c>: it will not
    /// answer. <c>source.foreign-host</c>, <c>source.bad-next</c>, <c>source.page-repeated</c>, <c>source.pages-max</c>, <c>source.no-records</c>,
    /// <c>source.records-missing</c>: its pages do not go on as declared.
    /// </exception>
    public async IAsyncEnumerable<SourcePage> FetchAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var pager = PagerOf(_rest.Paging);
        var guard = new PageGuard(_faults);
        var watermark = _rest.Cursor is { } declared ? new CursorWatermark(declared.Field, _cursor, declared.Format) : null;
        var address = pager.First(Start());
        for (var number = 1; address is not null; number++)
        {
            _faults.Page = number;
            if (number > _rest.PagesMax)
                throw _faults.TooMany(address, _rest.PagesMax);
            guard.Ask(address);
            var answer = await _session.GetAsync(address, cancel).ConfigureAwait(false);
            if (answer.Status == 204)
                break;
            var records = CountRecords(answer, watermark);
            address = Follow(answer, pager.Next(answer, records));
            guard.Take(answer, records, address is not null);
            yield return PageOf(number, answer, records);
        }
        NextCursor = watermark?.Value;
    }

    private Uri Start()
    {
        var address = RestAddress.Of(_rest);
        return _rest.Cursor is { } cursor && _cursor is { } value ? RestAddress.With(address, cursor.Param, value) : address;
    }

    private IPager PagerOf(RestPaging paging) => paging switch
    {
        RestPaging.None => new SinglePager(),
        RestPaging.NextUrl next => new NextUrlPager(JsonPath.Of(next.At)),
        RestPaging.LinkHeader => new LinkPager(),
        RestPaging.PageNumber pages => new PageNumberPager(pages),
        RestPaging.Offset offset => new OffsetPager(offset, _faults),
        RestPaging.Cursor cursor => new CursorPager(cursor),
        _ => throw new InvalidOperationException($"Unknown paging {paging}."),
    };

    private long CountRecords(RestAnswer answer, CursorWatermark? watermark)
    {
        var slicer = new JsonRecordSlicer(answer.Body, _records);
        if (!slicer.Found)
            throw _faults.NoRecords(answer.Address, _rest.Records.Text, answer.Body);
        while (slicer.MoveNext())
            watermark?.Observe(answer.Body.AsSpan(slicer.Start, slicer.Length));
        return slicer.Position + 1L;
    }

    /// <summary>The next address made absolute (RFC 3986 section 5). It must lie on the same server as the page.</summary>
    private Uri? Follow(RestAnswer answer, string? next)
    {
        if (next is null)
            return null;
        if (!Uri.TryCreate(answer.Address, next, out var address) || address.Scheme is not ("http" or "https"))
            throw _faults.BadNext(answer.Address, next);
        return RestAddress.SameServer(_rest.Connection.BaseUrl, address) ? address : throw _faults.ForeignHost(answer.Address, address);
    }

    private SourcePage PageOf(int number, RestAnswer answer, long records) => new()
    {
        Number = number,
        Body = answer.Body,
        MediaType = answer.MediaType,
        Address = _veil.Hide(answer.Address),
        Status = answer.Status,
        Headers = answer.Headers.ToDictionary(h => h.Key, h => _veil.Hide(h.Value), StringComparer.OrdinalIgnoreCase),
        Records = records,
    };
}
