namespace Tarn.Project;

/// <summary>How the next page of a REST resource is found.</summary>
public abstract record RestPaging
{
    private RestPaging() { }

    /// <summary>There is one page.</summary>
    public sealed record None : RestPaging;

    /// <summary>The page holds the next page's URL; missing, null or empty ends.</summary>
    /// <param name="At">Where the URL is.</param>
    public sealed record NextUrl(JsonPathText At) : RestPaging;

    /// <summary>The response's Link header has the next page as <c>rel="next"</c> (RFC 8288).</summary>
    public sealed record LinkHeader : RestPaging;

    /// <summary>Pages are counted.</summary>
    public sealed record PageNumber : RestPaging
    {
        /// <summary>The parameter with the page's number.</summary>
        public required string Param { get; init; }

        /// <summary>The first page's number.</summary>
        public int Start { get; init; } = 1;

        /// <summary>The parameter with the page's size; null sends none.</summary>
        public string? SizeParam { get; init; }

        /// <summary>The page's size; null sends none.</summary>
        public int? Size { get; init; }

        /// <summary>Where the page tells how many pages there are; null stops at the first page without records.</summary>
        public JsonPathText? TotalPagesAt { get; init; }
    }

    /// <summary>Records are skipped.</summary>
    public sealed record Offset : RestPaging
    {
        /// <summary>The parameter with the number of records to skip.</summary>
        public required string Param { get; init; }

        /// <summary>The parameter with the page's size; null sends none.</summary>
        public string? LimitParam { get; init; }

        /// <summary>The page's size, as asked for. The offset moves by what came.</summary>
        public required int Limit { get; init; }

        /// <summary>Where the page tells how many records there are; null stops at the first page without records.</summary>
        public JsonPathText? TotalAt { get; init; }
    }

    /// <summary>The page holds a value to ask the next one with; missing, null or empty ends.</summary>
    /// <param name="Param">The parameter that takes the value.</param>
    /// <param name="At">Where the value is.</param>
    public sealed record Cursor(string Param, JsonPathText At) : RestPaging;
}
