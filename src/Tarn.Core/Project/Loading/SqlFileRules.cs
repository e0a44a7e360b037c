using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Loading;

/// <summary>What must hold of the names of SQL files.</summary>
internal sealed class SqlFileRules(ProblemList problems)
{
    /// <summary>A model's name becomes a table's name, and <c>ref</c> finds it by that name alone.</summary>
    public void CheckModels(IReadOnlyList<SqlFile> models)
    {
        foreach (var model in models.Where(m => TableName.TryParse("x." + m.Name) is null))
            problems.BadValue($"'{model.Name}' is not a model's name.", model.Path, "Name the file in lower-case letters, digits and '_', for example daily_by_audience.sql.");
        CheckOnce(models, "model", "ref finds a model by its name alone; rename one of the files.");
    }

    /// <summary>A test is told by its name.</summary>
    public void CheckTests(IReadOnlyList<SqlFile> tests) => CheckOnce(tests, "test", "A test is told by its name; rename one of the files.");

    /// <summary>A properties file may speak of a model that is not there, as in dbt; it is told, since nothing then runs.</summary>
    public void CheckProperties(IReadOnlyList<ModelProperties> properties, IReadOnlyList<SqlFile> models)
    {
        var names = models.Select(m => m.Name).ToList();
        foreach (var missing in properties.Where(p => !names.Contains(p.Name, StringComparer.Ordinal)))
            problems.Warn("project.no-such-model", $"There is no model '{missing.Name}', so nothing here has an effect.", missing.Where,
                NearName.Of(missing.Name, names) is { } near ? $"Did you mean '{near}'?" : null);
    }

    private void CheckOnce(IReadOnlyList<SqlFile> files, string what, string next)
    {
        foreach (var group in files.GroupBy(f => f.Name, StringComparer.Ordinal))
        {
            foreach (var again in group.Skip(1))
                problems.Duplicate($"The {what} '{again.Name}' is declared already, in {group.First().Path}.", again.Path, next);
        }
    }
}
