namespace Tarn.Sources.Rows;

/// <summary>Where a record stands in its piece and in its page.</summary>
internal readonly record struct JsonSlice(int Start, int Length, RowPlace Place);
