using System.Globalization;
using System.Net.Http.Headers;

namespace Tarn.Sources.Rest;

/// <summary>How long to wait before another attempt: as the vendor asks (Retry-After, RFC 9110 section 10.2.3), else doubling with jitter.</summary>
internal static class RetryWait
{
    /// <summary>The longest that a vendor's Retry-After is followed; one who asks for more is asked again after this.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromMinutes(15);

    /// <summary>What the vendor asks for, from seconds or a date; null when it does not ask. Never negative, never above <see cref="RetryAfterMax"/>.</summary>
    public static TimeSpan? Asked(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.TryGetValues("Retry-After", out var values))
            return null;
        var text = values.First().Trim();
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return Bounded(TimeSpan.FromSeconds(Math.Min(seconds, RetryAfterMax.TotalSeconds)));
        return headers.RetryAfter?.Date is { } date ? Bounded(date - now) : null;
    }

    /// <summary>
    /// The wait before attempt <paramref name="attempt"/> + 2: backoff, twice, four times it ... up to the bound, plus up to a quarter by chance
    /// (<paramref name="chance"/> from 0 to 1), so that readers who failed together do not come back together.
    /// </summary>
    public static TimeSpan Backoff(int attempt, TimeSpan backoff, TimeSpan backoffMax, double chance)
    {
        var doubled = backoff.TotalSeconds * Math.Pow(2, Math.Min(attempt, 30));
        return TimeSpan.FromSeconds(Math.Min(doubled, backoffMax.TotalSeconds) * (1 + (chance / 4)));
    }

    private static TimeSpan Bounded(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero : wait > RetryAfterMax ? RetryAfterMax : wait;
}
