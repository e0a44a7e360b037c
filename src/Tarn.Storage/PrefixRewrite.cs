namespace Tarn.Storage;

/// <summary>
/// Locations that start with one prefix are found under another: tables whose metadata was written when the lake lay elsewhere.
/// </summary>
/// <param name="From">The prefix as written, with or without a closing slash: <c>s3://old-bucket/warehouse</c>.</param>
/// <param name="To">The prefix to read instead: <c>file:///srv/lake/tables</c>.</param>
public sealed record PrefixRewrite(string From, string To);
