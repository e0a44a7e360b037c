namespace Tarn.Sources.Rest;

/// <summary>Finds the next page's address. One for each fetch: some count.</summary>
internal interface IPager
{
    /// <summary>The first page's address, from the resource's.</summary>
    Uri First(Uri resource);

    /// <summary>The address after a page, as absolute or relative text; null when that was the last.</summary>
    /// <param name="answer">The page.</param>
    /// <param name="records">How many records it holds.</param>
    string? Next(RestAnswer answer, long records);
}
