namespace Tarn.Models;

/// <summary>Puts models after what they refer to, and finds circles.</summary>
internal sealed class ModelOrder(IReadOnlyList<Model> models, List<Problem> problems)
{
    private readonly Dictionary<string, Model> _byName = models.GroupBy(m => m.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];
    private readonly List<Model> _ordered = [];

    /// <summary>Each model after its refs; otherwise as given. A circle is told with its names.</summary>
    public IReadOnlyList<Model> InOrder()
    {
        foreach (var model in models)
            Visit(model);
        return _ordered;
    }

    private void Visit(Model model)
    {
        if (_done.Contains(model.Name))
            return;
        var at = _path.IndexOf(model.Name);
        if (at >= 0)
        {
            TellCircle(_path[at..]);
            return;
        }
        _path.Add(model.Name);
        foreach (var name in model.Refs.Where(_byName.ContainsKey))
            Visit(_byName[name]);
        _path.RemoveAt(_path.Count - 1);
        _done.Add(model.Name);
        _ordered.Add(model);
    }

    private void TellCircle(List<string> names)
    {
        var first = names.IndexOf(names.Min(StringComparer.Ordinal)!);
        var turned = names[first..].Concat(names[..(first + 1)]).ToList();
        problems.Add(ModelProblems.Cycle(turned, _byName[turned[0]].Path));
    }
}
