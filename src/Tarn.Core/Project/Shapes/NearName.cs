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
        var nearest = known.Select(name => (Name: name, Distance: EditDistance.Between(wanted, Folded(name)))).OrderBy(n => n.Distance).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, Math.Min(wanted.Length, nearest.Name.Length) / 3) ? nearest.Name : null;
    }

    /// <summary><c>Did you mean 'x'?</c>, or the sentence given when nothing is near.</summary>
    public static string Question(string text, IEnumerable<string> names, string otherwise) =>
        Of(text, names) is { } near ? $"Did you mean '{near}'?" : otherwise;

    private static string Folded(string text) =>
        text.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
