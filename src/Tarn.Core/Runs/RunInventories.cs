using Tarn.Checks;
using Tarn.Models;
using Tarn.Project;

namespace Tarn.Runs;

/// <summary>Lists what a project could have run. Pure.</summary>
public static class RunInventories
{
    /// <summary>Every resource, every model that becomes a table or view, and every check by its subject.</summary>
    public static RunInventory Of(LakeProject project, ModelGraph graph, IReadOnlyList<Check> checks) => new()
    {
        Lands = [.. project.Sources.SelectMany(s => s.Resources.Select(r => new RunInventory.LandItem(s.Name, r.Name, r.Table, $"{s.Name}.{r.Name}")))],
        Models = [.. graph.Models.Where(m => m.Materialization is not Materialization.Ephemeral).Select(m => ModelItem(graph, m))],
        Audits = [.. AllChecks(project, checks, batch: "").GroupBy(SubjectOf, StringComparer.Ordinal).Select(AuditItem)],
    };

    /// <summary>The checks of a run by their subject: those declared, and those of each landed batch.</summary>
    public static ILookup<string, Check> ChecksOf(LakeProject project, IReadOnlyList<Check> checks, RunId run) =>
        AllChecks(project, checks, run.Value).ToLookup(SubjectOf, StringComparer.Ordinal);

    private static IEnumerable<Check> AllChecks(LakeProject project, IReadOnlyList<Check> checks, string batch) =>
        project.Sources.SelectMany(s => s.Resources).SelectMany(r => SourceChecks.Of(r, r.Table, batch)).Concat(checks);

    /// <summary>
    /// A check that looks at one table has that table for its subject, and guards it: what reads the table waits for the check. A check that looks at
    /// several stands alone.
    /// </summary>
    public static string SubjectOf(Check check) => check.Reads is [var only] ? only.ToString() : check.Name;

    private static RunInventory.ModelItem ModelItem(ModelGraph graph, Model model) =>
        new(model.Name, model.Table, model.Materialization.Name, graph.Reads(model), DefinitionOf(graph, model));

    /// <summary>All that decides what a model builds: its text, its configuration, and the same of the ephemeral models and macros it may use.</summary>
    private static string DefinitionOf(ModelGraph graph, Model model) =>
        string.Join('\n', graph.EphemeralsOf(model.Refs).Append(model).Select(m => m.File.Text)
            .Concat(graph.Project.Macros.Select(m => m.Text))
            .Append(string.Join(',', model.Config.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}")))
            .Append(string.Join(',', graph.Project.Vars.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"))));

    private static RunInventory.AuditItem AuditItem(IGrouping<string, Check> group) => new(
        group.Key,
        [.. group.Select(c => c.Name)],
        [.. group.SelectMany(c => c.Reads).Distinct()],
        string.Join('\n', group.Select(c => $"{c.Name}\n{c.Select}")));
}
