namespace Tarn.Imports;

/// <summary>The folders of a path that tell values, as Hive, Spark and DuckDB write them: <c>/sales/year=2024/city=K%C3%B6ln/x.parquet</c>. Pure.</summary>
public static class HivePath
{
    private const string NullValue = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>Names and values, in their order; of a name that stands twice the last counts.</summary>
    public static IReadOnlyDictionary<string, string?> Of(string path)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var folder in path.Split('/').SkipLast(1).Where(folder => folder.IndexOf('=', StringComparison.Ordinal) > 0))
        {
            var at = folder.IndexOf('=', StringComparison.Ordinal);
            var value = Uri.UnescapeDataString(folder[(at + 1)..]);
            values[Uri.UnescapeDataString(folder[..at])] = value == NullValue ? null : value;
        }
        return values;
    }
}
