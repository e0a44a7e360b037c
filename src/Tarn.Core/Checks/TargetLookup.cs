using Tarn.Project;
using Tarn.Project.Shapes;

namespace Tarn.Checks;

/// <summary>Finds the tables that tests name, and teaches when there is none.</summary>
internal sealed class TargetLookup(LakeProject project, CheckTargets targets)
{
    public bool IsDisabled(string model) => targets.DisabledModels.Contains(model, StringComparer.Ordinal);

    /// <summary>What a model is read as; null when there is none, which is told as code, what and next.</summary>
    public CheckedRelation? Model(string name, Action<string, string, string?> tell)
    {
        if (targets.OfModel(name) is { } table)
            return table;
        var names = project.Models.Select(m => m.Name).ToList();
        if (names.Contains(name, StringComparer.Ordinal))
            tell("no-table", $"The model '{name}' has no table to test.", "Materialize it as a view or a table, or test a model that reads it.");
        else
            tell("unknown-model", $"There is no model '{name}'.", NearName.Question(name, names, $"A model is a file under models/, here {name}.sql."));
        return null;
    }

    /// <summary>A source's table; null when there is none, which is told as code, what and next.</summary>
    public TableName? Source(string source, string name, Action<string, string, string?> tell)
    {
        if (targets.OfSource(source, name) is { } table)
            return table;
        var names = project.Sources.SelectMany(s => s.Resources.Select(r => $"{s.Name}.{r.Name}"))
            .Concat(project.DeclaredTables.Select(t => $"{t.Source}.{t.Name}"));
        tell("unknown-source", $"There is no source table '{source}.{name}'.",
            NearName.Question($"{source}.{name}", names, "Declare it under sources/, or in a sources: block under models/."));
        return null;
    }
}
