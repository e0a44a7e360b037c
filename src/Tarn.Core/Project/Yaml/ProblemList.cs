namespace Tarn.Project.Yaml;

/// <summary>Where everything that is wrong with a project is gathered, so that it is told at once.</summary>
internal sealed class ProblemList
{
    private readonly List<(YamlPlace? Place, Problem Problem)> _problems = [];
    private readonly List<Problem> _warnings = [];

    /// <summary>All problems: tarn.yml first, then file by file, line by line.</summary>
    public IReadOnlyList<Problem> Problems =>
    [
        .. _problems
            .OrderBy(p => p.Place?.File is "tarn.yml" ? 0 : 1)
            .ThenBy(p => p.Place?.File ?? p.Problem.Where ?? "", StringComparer.Ordinal)
            .ThenBy(p => p.Place?.Line ?? 0)
            .ThenBy(p => p.Place?.Column ?? 0)
            .Select(p => p.Problem),
    ];

    /// <summary>How many problems there are.</summary>
    public int Count => _problems.Count;

    /// <summary>What stops nothing, in the order it was found.</summary>
    public IReadOnlyList<Problem> Warnings => _warnings;

    public void Add(string code, string what, object? where, string? next) =>
        _problems.Add((where as YamlPlace, new Problem(code, what, where?.ToString(), next)));

    public void UnknownKey(string what, object where, string next) => Add("project.unknown-key", what, where, next);

    public void MissingKey(string what, object where, string next) => Add("project.missing-key", what, where, next);

    public void WrongType(string what, object where, string next) => Add("project.wrong-type", what, where, next);

    public void BadValue(string what, object? where, string next) => Add("project.bad-value", what, where, next);

    public void Duplicate(string what, object where, string next) => Add("project.duplicate", what, where, next);

    public void Yaml(string what, object where, string next) => Add("project.yaml", what, where, next);

    public void Warn(string code, string what, object where, string? next) => _warnings.Add(new Problem(code, what, where.ToString(), next));
}
