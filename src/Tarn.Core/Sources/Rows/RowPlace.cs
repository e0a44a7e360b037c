namespace Tarn.Sources.Rows;

/// <summary>Where a row comes from; line 0 means that there are no lines.</summary>
internal readonly record struct RowPlace(int Page, long Position, long Line);
