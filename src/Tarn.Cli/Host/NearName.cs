using Tarn.Project.Shapes;

namespace Tarn.Cli.Host;

/// <summary>The name that was probably meant.</summary>
internal static class NearName
{
    /// <summary>The known name with the fewest edits (a swap of neighbours is one), at most a third of the word and at least one; null when none is near.</summary>
    public static string? Of(string word, IEnumerable<string> known) =>
        known.Select(name => (Name: name, Edits: name.StartsWith(word, StringComparison.Ordinal) && word.Length > 2 ? 1 : EditDistance.Between(word, name)))
            .Where(n => n.Edits <= Math.Max(1, n.Name.TrimStart('-').Length / 3 + (n.Name.Length > 4 ? 1 : 0)))
            .OrderBy(n => n.Edits)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name)
            .FirstOrDefault();
}
