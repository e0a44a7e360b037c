using System.Globalization;
using System.Text.RegularExpressions;
using Tarn.Sql;

namespace Tarn.Models;

/// <summary>
/// Chooses models by dbt's words: <c>name</c>, <c>+name</c> with all it is made from, <c>name+</c> with all made from it, <c>2+name</c> and
/// <c>name+1</c> so many steps far, <c>stg_*</c>, <c>tag:x</c>, <c>path:models/silver</c>, <c>source:s</c> or <c>source:s.t</c>,
/// <c>config.materialized:x</c>; blanks between words mean or, commas mean and.
/// </summary>
public static partial class ModelSelection
{
    /// <summary>The chosen models in the graph's order.</summary>
    /// <param name="graph">The models.</param>
    /// <param name="select">What to choose; empty chooses all.</param>
    /// <param name="exclude">What to leave out of that; may be empty.</param>
    /// <exception cref="TarnException">Invalid: a word chooses nothing.</exception>
    public static IReadOnlyList<Model> Choose(ModelGraph graph, IReadOnlyList<string> select, IReadOnlyList<string>? exclude = null)
    {
        var problems = new List<Problem>();
        var chosen = select.Count == 0 ? [.. graph.Models.Select(m => m.Name)] : Union(graph, select, problems);
        var without = Union(graph, exclude ?? [], problems);
        if (problems.Count > 0)
            throw new TarnException(FailureKind.Invalid, problems);
        return [.. graph.Models.Where(m => chosen.Contains(m.Name) && !without.Contains(m.Name))];
    }

    private static HashSet<string> Union(ModelGraph graph, IReadOnlyList<string> words, List<Problem> problems) =>
        words.SelectMany(w => w.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(word => Intersection(graph, word, problems))
            .ToHashSet(StringComparer.Ordinal);

    private static List<string> Intersection(ModelGraph graph, string word, List<Problem> problems)
    {
        var parts = word.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => One(graph, part, problems)).ToList();
        var all = parts.Count == 0 ? [] : parts.Aggregate((IEnumerable<string>)parts[0], (chosen, part) => chosen.Intersect(part, StringComparer.Ordinal)).ToList();
        if (all.Count == 0 && parts.TrueForAll(part => part.Count > 0))
            problems.Add(new Problem("models.nothing-selected", $"'{word}' chooses no model: none is in all of its parts.", null, "Commas mean and; write blanks between words for or."));
        return all;
    }

    private static HashSet<string> One(ModelGraph graph, string word, List<Problem> problems)
    {
        var match = Word().Match(word);
        var what = match.Groups["what"].Value;
        var found = graph.Models.Where(m => Fits(m, what)).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        if (found.Count == 0)
            problems.Add(new Problem("models.nothing-selected", $"'{what}' chooses no model.{Near.Hint(what, graph.Models.Select(m => m.Name))}", null,
                "Choose by name, +name, name+, tag:x, path:models/x, source:x or config.materialized:x."));
        var chosen = new HashSet<string>(found, StringComparer.Ordinal);
        if (match.Groups["up"].Success)
            Spread(chosen, found, Steps(match.Groups["up"]), name => graph.Find(name)!.Refs);
        if (match.Groups["down"].Success)
            Spread(chosen, found, Steps(match.Groups["down"]), name => graph.Models.Where(m => m.Refs.Contains(name, StringComparer.Ordinal)).Select(m => m.Name));
        return chosen;
    }

    private static void Spread(HashSet<string> chosen, IEnumerable<string> from, int steps, Func<string, IEnumerable<string>> next)
    {
        var edge = from.ToList();
        var seen = edge.ToHashSet(StringComparer.Ordinal);
        for (; steps > 0 && edge.Count > 0; steps--)
        {
            edge = [.. edge.SelectMany(next).Where(seen.Add)];
            chosen.UnionWith(edge);
        }
    }

    private static int Steps(Group group)
    {
        var digits = group.Value.Trim('+');
        return digits.Length == 0 ? int.MaxValue : int.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static bool Fits(Model model, string what)
    {
        var colon = what.IndexOf(':', StringComparison.Ordinal);
        var value = what[(colon + 1)..];
        return (colon < 0 ? "" : what[..colon]) switch
        {
            "" => Like(model.Name, value) || Like(model.Table.ToString(), value),
            "tag" => model.Tags.Any(t => Like(t, value)),
            "path" => model.Path == value.TrimEnd('/') || model.Path.StartsWith(value.TrimEnd('/') + "/", StringComparison.Ordinal) || Like(model.Path, value),
            "source" => model.Sources.Any(s => Like(s.Source, value) || Like($"{s.Source}.{s.Name}", value)),
            "config.materialized" => model.Materialization.Name == value,
            _ => false,
        };
    }

    private static bool Like(string text, string pattern) =>
        Regex.IsMatch(text, "\\A" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "\\z", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\A(?<up>\d{0,6}\+)?(?<what>.*?)(?<down>\+\d{0,6})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
