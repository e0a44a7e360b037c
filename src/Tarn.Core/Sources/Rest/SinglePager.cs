namespace Tarn.Sources.Rest;

/// <summary>There is one page.</summary>
internal sealed class SinglePager : IPager
{
    public Uri First(Uri resource) => resource;

    public string? Next(RestAnswer answer, long records) => null;
}
