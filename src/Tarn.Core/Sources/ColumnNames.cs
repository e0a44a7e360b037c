namespace Tarn.Sources;

/// <summary>
/// Makes the names of a vendor's columns fit for a table, the same way every time: the first to have a name keeps it as written; an empty one becomes
/// <c>column_N</c> by its place from 1; one that an earlier column has, letter case aside, gains <c>_2</c>, <c>_3</c> ... until it is free.
/// </summary>
public static class ColumnNames
{
    /// <summary>The names to use, in the same order and number.</summary>
    public static List<string> Distinct(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>(names.Count, StringComparer.OrdinalIgnoreCase);
        var written = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        var result = new List<string>(names.Count);
        for (var i = 0; i < names.Count; i++)
            result.Add(Free(names[i].Length == 0 ? $"column_{i + 1}" : names[i], names[i].Length == 0, taken, written));
        return result;
    }

    /// <summary>The name, or with a number that neither a column before nor a name as written has.</summary>
    private static string Free(string name, bool made, HashSet<string> taken, HashSet<string> written)
    {
        if (!(made && written.Contains(name)) && taken.Add(name))
            return name;
        for (var i = 2; ; i++)
        {
            var numbered = $"{name}_{i}";
            if (!written.Contains(numbered) && taken.Add(numbered))
                return numbered;
        }
    }
}
