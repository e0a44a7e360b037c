using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Remembers where each name was first used, and tells the next use of it.</summary>
internal sealed class FirstUses(ProblemList problems, StringComparer comparer)
{
    private readonly Dictionary<string, YamlPlace> _places = new(comparer);

    /// <summary>Uses a name at a place.</summary>
    /// <param name="name">The name.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="what">The sentence's beginning: <c>The source 'overdrive'</c>.</param>
    /// <param name="next">What to do about a second use.</param>
    public void Use(string name, YamlPlace place, string what, string next)
    {
        if (!_places.TryAdd(name, place))
            problems.Duplicate($"{what} is declared already, in {_places[name]}.", place, next);
    }
}
