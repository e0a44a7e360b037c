namespace Tarn.Project.Yaml;

/// <summary>What templates in Tarn's own files may read.</summary>
/// <param name="Environment">For <c>env_var</c>.</param>
/// <param name="Vars">For <c>var</c>; null where variables are not known yet.</param>
/// <param name="Forgiving">True where a name that is not known leaves the value unread instead of being told: in profiles that are not used.</param>
internal sealed record TemplateScope(
    IReadOnlyDictionary<string, string> Environment, IReadOnlyDictionary<string, object?>? Vars, bool Forgiving = false);
