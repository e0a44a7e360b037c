namespace Tarn.Project.Shapes;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearName
{
    /// <summary>The name nearest to a text, when it is near: at most a third of the letters differ. Null when none is.</summary>
    public static string? Of(string text, IEnumerable<string> names)
    {
        var wanted = Folded(text);
        var known = names.ToList();
        if (wanted.Length >= 3 && known.Find(name => wanted.StartsWith(Folded(name), StringComparison.Ordinal) && name.Length >= 3) is { } beginning)
            return beginning;
        var nearest = known.Select(name => (Name: name, Distance: Distance(wanted, Folded(name)))).OrderBy(n => n.Distance).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, Math.Min(wanted.Length, nearest.Name.Length) / 3) ? nearest.Name : null;
    }

    /// <summary><c>Did you mean 'x'?</c>, or the sentence given when nothing is near.</summary>
    public static string Question(string text, IEnumerable<string> names, string otherwise) =>
        Of(text, names) is { } near ? $"Did you mean '{near}'?" : otherwise;

    private static string Folded(string text) =>
        text.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Letters put in, left out, changed or swapped with their neighbour (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
                rows[i, j] = Cell(rows, a, b, i, j);
        }
        return rows[a.Length, b.Length];
    }

    private static int Cell(int[,] rows, string a, string b, int i, int j)
    {
        var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var least = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), change);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
    }
}
