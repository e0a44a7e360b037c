namespace Tarn.Sources.Rest;

/// <summary>
/// Notices pages that go round: an address asked before, or a page with records that is the same as the one before though a next one is promised.
/// Pages without records may be alike.
/// </summary>
internal sealed class PageGuard(RestFaults faults)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private ulong? _before;

    /// <summary>Counts an address in, before it is asked.</summary>
    public void Ask(Uri address)
    {
        if (!_asked.Add(address.AbsoluteUri))
            throw faults.Repeated(address, "The vendor leads back to a page that was read already: its next address or cursor repeats");
    }

    /// <summary>Counts a page in; <paramref name="hasNext"/> says that another is promised.</summary>
    public void Take(RestAnswer answer, long records, bool hasNext)
    {
        var hash = RawHash.Of(answer.Body);
        if (records > 0 && hasNext && hash == _before)
            throw faults.Repeated(answer.Address, "The page is the same as the one before and promises another");
        _before = hash;
    }
}
