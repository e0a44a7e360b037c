namespace Tarn.Sources.Rest;

/// <summary>The failures of one fetch, told with the resource, the page and the address, and without secrets.</summary>
internal sealed class RestFaults(string resource, SecretVeil veil)
{
    /// <summary>The page being fetched, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>The attempts are used up.</summary>
    public TarnException Exhausted(Uri address, Attempt.Setback last, int attempts)
    {
        var times = attempts == 1 ? "once" : $"{attempts} times";
        var what = $"The vendor was asked {times}; at last it {last.What}{Quoted(last.Excerpt)}.";
        return last.NotJson
            ? Fault(FailureKind.Unavailable, "source.not-json", what, address, "See in a browser or with curl what the address gives; a login page or a proxy's error is usual.", last.Cause)
            : Fault(FailureKind.Unavailable, "source.unavailable", what, address, "Nothing was published. Run again later; 'retry' in the source's file says how often and how long to try.", last.Cause);
    }

    /// <summary>401 or 403.</summary>
    public TarnException Unauthorized(Uri address, int status, string excerpt) => Fault(
        FailureKind.Invalid, "source.auth", $"The vendor answered {status}: it does not know us or does not let us{Quoted(excerpt)}.", address,
        "Check 'auth' in the source's file and the environment variables it names.");

    /// <summary>Another 4xx.</summary>
    public TarnException Refused(Uri address, int status, string excerpt) => Fault(
        FailureKind.Invalid, "source.refused", $"The vendor answered {status} and would again{Quoted(excerpt)}.", address,
        "Check 'path', 'method' and 'params' of the resource.");

    /// <summary>The next page or a redirect leads to another server.</summary>
    public TarnException ForeignHost(Uri from, Uri to) => Fault(
        FailureKind.Invalid, "source.foreign-host", $"The vendor sends us on to '{veil.Hide(to)}', which is another server; our credentials must not go there.", from,
        "If the vendor has moved, write the new address as 'base_url'.");

    /// <summary>The next page's address is none.</summary>
    public TarnException BadNext(Uri from, string next) => Fault(
        FailureKind.Failed, "source.bad-next", $"The vendor gives '{veil.Hide(next)}' as the next page's address, which is none.", from,
        "Check 'paging.at' of the resource.");

    /// <summary>The same page, cursor or address came again.</summary>
    public TarnException Repeated(Uri address, string what) => Fault(
        FailureKind.Failed, "source.page-repeated", $"{what}, so the pages would never end.", address,
        "Check 'paging' of the resource: the parameter's name, and where the page tells of the next one.");

    /// <summary>There are more pages than allowed.</summary>
    public TarnException TooMany(Uri address, int pagesMax) => Fault(
        FailureKind.Failed, "source.pages-max", $"There are more than {pagesMax} pages.", address,
        "If they are meant, raise 'pages_max' of the resource; if not, check 'paging'.");

    /// <summary>The page has nothing where the records should be.</summary>
    public TarnException NoRecords(Uri address, string path, ReadOnlySpan<byte> body) => Fault(
        FailureKind.Failed, "source.no-records", $"The page has nothing at '{path}'{Quoted(PageBody.Excerpt(body))}.", address,
        "Check 'records' of the resource.");

    /// <summary>The vendor tells of more records than it gave, or of fewer than before.</summary>
    public TarnException Short(Uri address, string what) => Fault(
        FailureKind.Failed, "source.records-missing", what, address,
        "Records were removed while pages were read, and others slid past. Run again; page by cursor if the vendor can.");

    private TarnException Fault(FailureKind kind, string code, string what, Uri address, string next, Exception? cause = null) =>
        new(kind, new Problem(code, veil.Hide(what), $"{resource}, page {Page} ({veil.Hide(address)})", next), cause);

    private static string Quoted(string excerpt) => excerpt.Length == 0 ? "" : $": '{excerpt}'";
}
