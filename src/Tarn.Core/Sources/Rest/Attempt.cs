namespace Tarn.Sources.Rest;

/// <summary>How one attempt at a request ended. Closed. What no further attempt could mend is thrown instead.</summary>
internal abstract record Attempt
{
    private Attempt() { }

    /// <summary>A whole answer came.</summary>
    public sealed record Success(RestAnswer Answer) : Attempt;

    /// <summary>It failed in a way that may pass.</summary>
    /// <param name="What">What happened, to follow "the vendor": <c>answered 500</c>.</param>
    /// <param name="Excerpt">The first 200 characters of the body; empty when there was none.</param>
    /// <param name="Asked">How long the vendor asks to wait; null when it does not ask.</param>
    public sealed record Setback(string What, string Excerpt = "", TimeSpan? Asked = null) : Attempt
    {
        /// <summary>True when the answer came with success and was not JSON.</summary>
        public bool NotJson { get; init; }

        /// <summary>What the connection said; null when the vendor answered.</summary>
        public Exception? Cause { get; init; }
    }
}
