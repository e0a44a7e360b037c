namespace Tarn.Engine;

/// <summary>The reading of some data files. Inside, columns are named by field id (<c>c7</c>), so that none hides <c>file_index</c> or <c>file_row_number</c>.</summary>
/// <param name="Source">What stands behind FROM.</param>
/// <param name="Values">By field id the expression that gives its value.</param>
public sealed record FileScan(string Source, IReadOnlyDictionary<int, string> Values)
{
    /// <summary>The name of a field's column.</summary>
    internal static string NameOf(int fieldId) => $"c{fieldId}";

    /// <summary>The value under the name of its field id.</summary>
    internal string Named(int fieldId) => Values[fieldId] == NameOf(fieldId) ? Values[fieldId] : $"{Values[fieldId]} as {NameOf(fieldId)}";

    /// <summary>A value for each file of a scan, in the order the scan names them.</summary>
    internal static string OfFile(string type, IEnumerable<string> values) => $"([{string.Join(", ", values)}]::{type}[])[file_index::bigint + 1]";
}
