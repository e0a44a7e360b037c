using Tarn.Project;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rest;

/// <summary>The page holds what to ask the next one with; absent, null or empty ends. A page without records does not: the vendor filters after it cuts.</summary>
internal sealed class CursorPager(RestPaging.Cursor paging) : IPager
{
    private readonly JsonPath _at = JsonPath.Of(paging.At);

    public Uri First(Uri resource) => resource;

    public string? Next(RestAnswer answer, long records) =>
        _at.TextIn(answer.Body) is { } token ? RestAddress.With(answer.Address, paging.Param, token).AbsoluteUri : null;
}
