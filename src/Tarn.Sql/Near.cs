namespace Tarn.Sql;

/// <summary>Names that somebody may have meant.</summary>
public static class Near
{
    private const int ToldMax = 3;

    /// <summary>The known names that lie within a third of their letters of the wrong one, nearest first; at most three.</summary>
    public static IReadOnlyList<string> Names(string wrong, IEnumerable<string> known) =>
        [.. known.Distinct(StringComparer.Ordinal)
            .Select(name => (name, distance: Distance(wrong, name)))
            .Where(n => n.distance <= Math.Max(1, Math.Min(wrong.Length, n.name.Length) / 3))
            .OrderBy(n => n.distance).ThenBy(n => n.name, StringComparer.Ordinal)
            .Take(ToldMax)
            .Select(n => n.name)];

    /// <summary>A sentence with a blank before it: <c> Did you mean 'upper'?</c> Empty when nothing is near.</summary>
    public static string Hint(string wrong, IEnumerable<string> known)
    {
        var names = Names(wrong, known);
        return names.Count == 0 ? "" : $" Did you mean {string.Join(" or ", names.Select(n => $"'{n}'"))}?";
    }

    /// <summary>How many letters must be put in, taken out or changed.</summary>
    private static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1));
            above = row;
        }
        return above[b.Length];
    }
}
