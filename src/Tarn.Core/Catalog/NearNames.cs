namespace Tarn.Catalog;

/// <summary>Names that somebody may have meant.</summary>
internal static class NearNames
{
    private const int EditsMax = 3;

    /// <summary>The nearest first: those that contain the text or lie in it, and those a few edits away.</summary>
    public static IReadOnlyList<string> Of(string text, IEnumerable<string> names, int most) =>
    [
        .. names
            .Select(name => (Name: name, Distance: Distance(text, name)))
            .Where(near => near.Distance <= Math.Min(EditsMax, text.Length / 2) || Overlaps(text, near.Name))
            .OrderBy(near => near.Distance)
            .ThenBy(near => near.Name, StringComparer.Ordinal)
            .Select(near => near.Name)
            .Take(most),
    ];

    private static bool Overlaps(string text, string name) =>
        (text.Length >= 3 && name.Contains(text, StringComparison.OrdinalIgnoreCase))
        || text.Contains(name, StringComparison.OrdinalIgnoreCase);

    // Levenshtein, a row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
