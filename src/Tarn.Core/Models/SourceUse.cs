namespace Tarn.Models;

/// <summary>A call of <c>source</c>.</summary>
/// <param name="Source">The first argument.</param>
/// <param name="Table">The second argument.</param>
/// <param name="Where">Where the call is written.</param>
internal sealed record SourceUse(string Source, string Table, string Where);
