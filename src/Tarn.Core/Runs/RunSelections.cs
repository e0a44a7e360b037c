using Tarn.Models;

namespace Tarn.Runs;

/// <summary>Turns the words of a request into the tables a run touches. Pure.</summary>
public static class RunSelections
{
    /// <summary>
    /// Models as <see cref="ModelSelection"/> chooses them. A resource lands when everything is chosen, when a word names its source
    /// (<c>source:overdrive</c>), or when a chosen model that was asked for with all it is made from (<c>+name</c>) reads it.
    /// </summary>
    /// <exception cref="TarnException">Invalid: a word chooses nothing.</exception>
    public static RunSelection Of(ModelGraph graph, IReadOnlyList<string> select)
    {
        if (select.Count == 0)
            return RunSelection.Everything;
        var words = select.SelectMany(w => w.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var modelWords = words.Where(w => !IsLanding(graph, w)).ToList();
        var models = modelWords.Count == 0 ? [] : ModelSelection.Choose(graph, modelWords);
        var upstream = modelWords.Where(w => w.StartsWith('+')).ToList();
        var landed = upstream.Count == 0 ? [] : ModelSelection.Choose(graph, upstream).SelectMany(graph.Reads);
        return new RunSelection(
            words.SelectMany(w => Landings(graph, w)).Concat(landed.Where(t => graph.Sources.Any(s => s.Table == t)))
                .Concat(models.Select(m => m.Table))
                .ToHashSet());
    }

    private static bool IsLanding(ModelGraph graph, string word) => Landings(graph, word).Any();

    private static IEnumerable<TableName> Landings(ModelGraph graph, string word) =>
        word.StartsWith("source:", StringComparison.Ordinal)
            ? graph.Sources.Where(s => word[7..] == s.Source || word[7..] == $"{s.Source}.{s.Name}").Select(s => s.Table)
            : [];
}
