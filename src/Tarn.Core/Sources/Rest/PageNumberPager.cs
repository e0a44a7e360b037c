using Tarn.Project;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rest;

/// <summary>
/// Counts pages: up to the total when the page tells one, else up to the first page without records. A page with fewer records than asked for does not
/// end: a vendor may have a smaller bound of its own.
/// </summary>
internal sealed class PageNumberPager(RestPaging.PageNumber paging) : IPager
{
    private readonly JsonPath? _total = paging.TotalPagesAt is null ? null : JsonPath.Of(paging.TotalPagesAt);
    private int _number = paging.Start;

    public Uri First(Uri resource)
    {
        var sized = paging is { SizeParam: { } name, Size: { } size } ? RestAddress.With(resource, name, size.ToString()) : resource;
        return RestAddress.With(sized, paging.Param, _number.ToString());
    }

    public string? Next(RestAnswer answer, long records)
    {
        var total = _total?.NumberIn(answer.Body);
        var isLast = total is null ? records == 0 : _number - paging.Start + 1 >= total;
        return isLast ? null : RestAddress.With(answer.Address, paging.Param, (++_number).ToString()).AbsoluteUri;
    }
}
