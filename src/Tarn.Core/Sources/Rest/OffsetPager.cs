using Tarn.Project;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rest;

/// <summary>
/// Skips as many records as came: up to the total when the page tells one, else up to the first page without records. The offset moves by what came and
/// not by what was asked for, since a vendor may have a smaller bound of its own. A total that shrinks on the way means that records slid past.
/// </summary>
internal sealed class OffsetPager(RestPaging.Offset paging, RestFaults faults) : IPager
{
    private readonly JsonPath? _totalAt = paging.TotalAt is null ? null : JsonPath.Of(paging.TotalAt);
    private long _offset;
    private long _total;

    public Uri First(Uri resource)
    {
        var sized = paging.LimitParam is { } name ? RestAddress.With(resource, name, paging.Limit.ToString()) : resource;
        return RestAddress.With(sized, paging.Param, "0");
    }

    public string? Next(RestAnswer answer, long records)
    {
        _offset += records;
        var total = _totalAt?.NumberIn(answer.Body);
        if (total < _total)
            throw faults.Short(answer.Address, $"The vendor told of {_total} records and now tells of {total}.");
        _total = total ?? _total;
        if (records == 0 && _offset < _total)
            throw faults.Short(answer.Address, $"The vendor tells of {_total} records and gave {_offset}.");
        return records == 0 || _offset >= total ? null : RestAddress.With(answer.Address, paging.Param, _offset.ToString()).AbsoluteUri;
    }
}
