using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>What must hold between the keys of sources, and between their files, beyond their shape.</summary>
internal sealed class SourceRules(ProblemList problems)
{
    private readonly FirstUses _sources = new(problems, StringComparer.Ordinal);
    private readonly FirstUses _tables = new(problems, StringComparer.Ordinal);

    /// <summary>Holds a source against the rules and against the sources before it.</summary>
    public void Check(SourceDocument source)
    {
        if (source.Map["source"] is YamlNode.Scalar name)
            _sources.Use(name.Text, name.Place, $"The source '{name.Text}'", "Give one of them another name, or put their resources into one file.");
        var resources = new FirstUses(problems, StringComparer.Ordinal);
        foreach (var view in source.Resources)
            CheckResource(view, resources);
    }

    private void CheckResource(ResourceView view, FirstUses resources)
    {
        if (view.Resource["name"] is YamlNode.Scalar name)
            resources.Use(name.Text, name.Place, $"The resource '{name.Text}'", "Give one of them another name.");
        if (view.Table is { } table)
            _tables.Use(table.ToString(), (view.Resource["table"] ?? view.Resource).Place, $"The table '{table}'", "Write another table: for one of them.");
        CheckColumns(view.Resource);
        if (view.FetchKinds is not [var kind])
            TellKinds(view);
        else if (kind is "rest")
            new RestRules(problems).Check(view.Fetch("rest"));
        else
            new FilesRules(problems).Check(view.Fetch("files"));
    }

    private void TellKinds(ResourceView view)
    {
        if (view.FetchKinds.Count is 0)
            problems.MissingKey("A resource needs one of the keys 'rest' and 'files', here or in its source.", view.Resource.Place, "Write rest: { base_url: https://..., path: /... } or files: { glob: data/*.csv }");
        else
            problems.BadValue("'rest' and 'files' are both written, and a resource is fetched in one way.", view.Resource.Place, "Keep one of them; a resource's own goes before its source's.");
    }

    private void CheckColumns(YamlNode.Map resource)
    {
        var uses = new FirstUses(problems, StringComparer.OrdinalIgnoreCase);
        var columns = resource.MapsOf("columns").Select(c => c["name"]).OfType<YamlNode.Scalar>().ToList();
        foreach (var column in columns)
            uses.Use(column.Text, column.Place, $"The column '{column.Text}'", "Take one of them out; the case of letters tells no columns apart.");
        var names = columns.ConvertAll(c => c.Text);
        CheckKnown(resource.ScalarsOf("key"), names, "key");
        CheckKnown(resource.MapOf("quality")?.ScalarsOf("key_columns") ?? [], names, "key_columns");
    }

    private void CheckKnown(IEnumerable<YamlNode.Scalar> keys, List<string> columns, string what)
    {
        var uses = new FirstUses(problems, StringComparer.OrdinalIgnoreCase);
        foreach (var key in keys)
        {
            uses.Use(key.Text, key.Place, $"'{key.Text}' in '{what}'", "Take one of them out.");
            if (columns.Count > 0 && !columns.Contains(key.Text, StringComparer.Ordinal))
                problems.BadValue($"'{key.Text}' in '{what}' is none of the columns.", key.Place, NearName.Question(key.Text, columns, $"The columns are {string.Join(", ", columns)}."));
        }
    }
}
