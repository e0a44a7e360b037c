namespace Tarn.Sources.Rows;

/// <summary>A record that could not be taken, kept so that it can be mended.</summary>
/// <param name="Page">The number of its page.</param>
/// <param name="Position">Its 0-based place in the page.</param>
/// <param name="Line">The 1-based line where it starts; null in pages that are one JSON document.</param>
/// <param name="Raw">Its text as it came, at most <see cref="RejectList.RawCharsMax"/> characters of it; bytes that are not UTF-8 are shown as U+FFFD.</param>
/// <param name="Reason">What is wrong, to follow "the record": <c>has 3 fields, not 4</c>.</param>
public sealed record RejectedRow(int Page, long Position, long? Line, string Raw, string Reason);
