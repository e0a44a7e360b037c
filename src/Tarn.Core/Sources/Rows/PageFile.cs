namespace Tarn.Sources.Rows;

/// <summary>A landed page, or a file that takes a page's place.</summary>
/// <param name="Page">Its number, from 1.</param>
/// <param name="Path">Where it lies.</param>
public sealed record PageFile(int Page, string Path);
