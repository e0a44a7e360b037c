using Tarn.Project;
using Tarn.Sql;
using Tarn.Sql.Jinja;

namespace Tarn.Models;

/// <summary>Reads every model, finds what its refs and sources mean, and puts the models in order, telling all that is wrong at once.</summary>
internal sealed class ModelGraphBuilder(LakeProject project, RenderScope scope)
{
    private readonly List<Problem> _problems = [];
    private readonly IReadOnlyList<SourceTable> _sources =
    [
        .. project.Sources.SelectMany(s => s.Resources.Select(r => new SourceTable(s.Name, r.Name, r.Table))),
        .. project.DeclaredTables.Select(t => new SourceTable(t.Source, t.Name, t.Table)),
    ];

    public ModelGraph Build()
    {
        var macros = project.Macros.Select(Macro).OfType<JinjaTemplate>().ToList();
        var reading = new ModelReading(project, new TemplateContext(project, macros, scope), _problems);
        var drafts = project.Models.OrderBy(m => m.Path, StringComparer.Ordinal).Select(reading.Read).OfType<DraftModel>().ToList();
        var models = Resolved(drafts);
        TellDuplicates(models);
        var ordered = new ModelOrder(models, _problems).InOrder();
        if (_problems.Count > 0)
            throw new TarnException(FailureKind.Invalid, [.. _problems.Distinct().OrderBy(p => p.Where?.Split(':')[0], StringComparer.Ordinal)]);
        return new ModelGraph(project, ordered, (_sources, macros)) { DisabledModels = [.. drafts.Where(d => d.IsDisabled).Select(d => d.File.Name)] };
    }

    private JinjaTemplate? Macro(SqlFile file)
    {
        try
        {
            return JinjaTemplate.Parse(file.Text, file.Path);
        }
        catch (JinjaException fault)
        {
            _problems.Add(ModelProblems.Of(fault, file.Path));
            return null;
        }
    }

    private List<Model> Resolved(IReadOnlyList<DraftModel> drafts)
    {
        var enabled = drafts.Where(d => !d.IsDisabled).ToList();
        var disabled = drafts.Where(d => d.IsDisabled).Select(d => d.File.Name).ToHashSet(StringComparer.Ordinal);
        var names = project.Models.Select(m => m.Name).Where(n => !disabled.Contains(n)).ToHashSet(StringComparer.Ordinal);
        return [.. enabled.Select(d => Resolve(d, names, disabled)).OfType<Model>()];
    }

    private Model? Resolve(DraftModel draft, HashSet<string> names, HashSet<string> disabled)
    {
        _problems.AddRange(draft.Refs.Select(r => Fault(r, names, disabled)).OfType<Problem>().Distinct());
        _problems.AddRange(draft.Sources.Where(s => Find(s) is null).Distinct().Select(s => ModelProblems.UnknownSource(s, _sources)));
        if (draft.Config.Table(draft.File) is not { } table)
            return null;
        var columns = draft.Properties?.Columns ?? [];
        return new Model
        {
            Name = draft.File.Name,
            Table = table,
            File = draft.File,
            Materialization = draft.Config.Materialization(),
            Layout = draft.Config.Layout(),
            SnapshotProperties = draft.Config.SnapshotProperties(),
            Tags = draft.Config.Tags,
            Refs = [.. draft.Refs.Select(r => r.Name).Where(names.Contains).Distinct(StringComparer.Ordinal)],
            Sources = [.. draft.Sources.Select(Find).OfType<SourceTable>().Distinct()],
            Config = draft.Config.Values,
            Description = draft.Properties?.Description,
            Columns = columns,
            Tests = [.. draft.Properties?.Tests ?? [], .. columns.SelectMany(c => c.Tests)],
        };
    }

    private Problem? Fault(RefUse use, HashSet<string> names, HashSet<string> disabled)
    {
        if (use.Package is not null && use.Package != project.Name)
            return ModelProblems.UnknownPackage(use, project.Name);
        if (disabled.Contains(use.Name))
            return ModelProblems.DisabledRef(use);
        return names.Contains(use.Name) ? null : ModelProblems.UnknownRef(use, names);
    }

    private SourceTable? Find(SourceUse use) => _sources.FirstOrDefault(s => s.Source == use.Source && s.Name == use.Table);

    private void TellDuplicates(IReadOnlyList<Model> models)
    {
        foreach (var group in models.GroupBy(m => m.Name, StringComparer.Ordinal))
            _problems.AddRange(group.Skip(1).Select(again => ModelProblems.NameTwice(again.Name, again.Path, group.First().Path)));
        var landed = project.Sources.SelectMany(s => s.Resources.Select(r => (r.Table, Where: r.Where)));
        var made = models.Where(m => m.Materialization is not Materialization.Ephemeral).Select(m => (m.Table, Where: m.Path));
        foreach (var group in landed.Concat(made).GroupBy(t => t.Table))
            _problems.AddRange(group.Skip(1).Select(again => ModelProblems.TableTwice(again.Table, again.Where, group.First().Where)));
    }
}
