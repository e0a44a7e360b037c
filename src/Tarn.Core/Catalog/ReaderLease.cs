namespace Tarn.Catalog;

/// <summary>Somebody reads a commit: until this ends, what it holds is not deleted. A reference of its own kind, <c>refs/reader/&lt;id&gt;</c>.</summary>
/// <param name="Id">Its name: 16 hexadecimal digits, chosen before it is first written.</param>
/// <param name="Commit">The id of the commit that is read.</param>
/// <param name="Holder">Who reads: a host and a process, or a person.</param>
/// <param name="Until">When it ends unless it is renewed.</param>
public sealed record ReaderLease(string Id, string Commit, string Holder, DateTimeOffset Until);
