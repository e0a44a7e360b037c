namespace Tarn.Engine;

/// <summary>Files of equality deletes that are read together.</summary>
/// <param name="Scan">How they are read.</param>
/// <param name="Sequences">For each file its data sequence number: rows of lower ones are deleted.</param>
/// <param name="Scopes">For each file its partition as a number; without meaning when the files delete from every partition.</param>
public sealed record EqualityPart(FileScan Scan, IReadOnlyList<long> Sequences, IReadOnlyList<int> Scopes);
