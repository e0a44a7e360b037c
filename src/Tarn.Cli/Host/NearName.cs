namespace Tarn.Cli.Host;

/// <summary>The name that was probably meant.</summary>
internal static class NearName
{
    /// <summary>The known name with the fewest edits (a swap of neighbours is one), at most a third of the word and at least one; null when none is near.</summary>
    public static string? Of(string word, IEnumerable<string> known) =>
        known.Select(name => (Name: name, Edits: name.StartsWith(word, StringComparison.Ordinal) && word.Length > 2 ? 1 : Edits(word, name)))
            .Where(n => n.Edits <= Math.Max(1, n.Name.TrimStart('-').Length / 3 + (n.Name.Length > 4 ? 1 : 0)))
            .OrderBy(n => n.Edits)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name)
            .FirstOrDefault();

    /// <summary>Damerau's distance, the restricted kind.</summary>
    private static int Edits(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
                d[i, j] = Least(d, a, b, i, j);
        return d[a.Length, b.Length];
    }

    private static int Least(int[,] d, string a, string b, int i, int j)
    {
        var least = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(least, d[i - 2, j - 2] + 1) : least;
    }
}
