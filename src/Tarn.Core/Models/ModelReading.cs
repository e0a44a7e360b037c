using Tarn.Project;
using Tarn.Sql;
using Tarn.Sql.Jinja;
using Tarn.Sql.Values;

namespace Tarn.Models;

/// <summary>
/// Reads one model by rendering it for nothing: once as if its table were not there and once as if it were, so that what either branch refers
/// to is seen. What is configured in the first rendering counts.
/// </summary>
internal sealed class ModelReading(LakeProject project, TemplateContext context, List<Problem> problems)
{
    /// <summary>The model with what it refers to, not resolved yet; null when it is disabled or cannot be read, which is then told.</summary>
    public DraftModel? Read(SqlFile file)
    {
        var properties = project.ModelProperties.FirstOrDefault(p => p.Name == file.Name);
        var config = new ModelConfig(file.Path, problems);
        foreach (var folder in project.ModelDefaults.Where(d => Lies(file, d.Folders)).OrderBy(d => d.Folders.Count))
            config.Lay(folder.Config, folder.Where);
        if (properties is not null)
            config.Lay(properties.Config, properties.Where);
        var draft = new DraftModel(file, properties, config);
        if (!Render(draft))
            return config.IsEnabled ? null : draft with { IsDisabled = true };
        return draft with { IsDisabled = !config.IsEnabled };
    }

    private static bool Lies(SqlFile file, IReadOnlyList<string> folders) =>
        folders.Count <= file.Folders.Count && folders.SequenceEqual(file.Folders.Take(folders.Count), StringComparer.Ordinal);

    private bool Render(DraftModel draft)
    {
        try
        {
            var template = JinjaTemplate.Parse(draft.File.Text, draft.File.Path);
            var relation = Relation.Of(TableName.TryParse($"{draft.File.Folders.FirstOrDefault() ?? "main"}.{draft.File.Name}") ?? TableName.Parse("main.model"));
            template.Render(context.Scope(Hooks(draft, relation, first: true)));
            if (draft.Config.IsEnabled)
                template.Render(context.Scope(Hooks(draft, relation, first: false)));
            return true;
        }
        catch (JinjaException fault)
        {
            problems.Add(ModelProblems.Of(fault, draft.File.Path));
            return false;
        }
    }

    private static TemplateHooks Hooks(DraftModel draft, Relation relation, bool first) => new()
    {
        Ref = a =>
        {
            var use = RefUse.Of(a);
            draft.Refs.Add(use);
            return new Relation($"\"main\".\"{use.Name}\"", "main", use.Name);
        },
        Source = a =>
        {
            draft.Sources.Add(new SourceUse(a.Text(0), a.Text(1), a.Where));
            return new Relation($"\"{a.Text(0)}\".\"{a.Text(1)}\"", a.Text(0), a.Text(1));
        },
        Config = a =>
        {
            if (first)
                draft.Config.Lay(Values(a), a.Where);
        },
        ConfigValue = name => draft.Config.Values.GetValueOrDefault(name),
        This = relation,
        IsIncremental = !first,
        Name = draft.File.Name,
        Tags = draft.Config.Tags,
    };

    private static Dictionary<string, object?> Values(BoundArguments arguments) =>
        EntriesOf(arguments[0]).Concat(arguments.Extra.Entries).GroupBy(e => PythonText.Str(e.Key), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => JinjaValue.ToHost(g.Last().Value), StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<object?, object?>> EntriesOf(object? value) => value switch
    {
        null => [],
        JinjaDict map => map.Entries,
        _ => throw new JinjaException("config takes named values: config(materialized='table')."),
    };
}
