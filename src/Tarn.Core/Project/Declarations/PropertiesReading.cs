using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Reads a properties file. What is wrong is told; what is right is read all the same.</summary>
internal sealed class PropertiesReading(ProblemList problems)
{
    private readonly FirstUses _models = new(problems, StringComparer.Ordinal);
    private readonly FirstUses _tables = new(problems, StringComparer.Ordinal);
    private readonly TestReading _tests = new(problems);
    private readonly List<ModelProperties> _modelProperties = [];
    private readonly List<DeclaredTable> _declaredTables = [];

    public IReadOnlyList<ModelProperties> Models => _modelProperties;

    public IReadOnlyList<DeclaredTable> Tables => _declaredTables;

    /// <summary>Reads one file more.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="text">Its text.</param>
    /// <param name="landed">The tables that Tarn's own sources land, by source and resource.</param>
    public void Read(string file, string text, IReadOnlyDictionary<(string Source, string Name), TableName> landed)
    {
        var node = YamlReader.Read(file, text, problems);
        if (node is null)
            return;
        new ShapeCheck(problems).Check(node, PropertiesShape.File, "The properties file");
        if (node is not YamlNode.Map map)
            return;
        foreach (var model in map.MapsOf("models"))
            ReadModel(model);
        foreach (var source in map.MapsOf("sources"))
            ReadSource(source, landed);
    }

    private void ReadModel(YamlNode.Map model)
    {
        if (model["name"] is not YamlNode.Scalar name)
            return;
        _models.Use(name.Text, name.Place, $"The model '{name.Text}'", "Put what both say into one place.");
        _modelProperties.Add(new ModelProperties
        {
            Name = name.Text,
            Description = model.TextOf("description"),
            Config = Config(model),
            Columns = Columns(model),
            Tests = Tests(model, null),
            Where = model.Place.ToString(),
        });
    }

    private void ReadSource(YamlNode.Map source, IReadOnlyDictionary<(string Source, string Name), TableName> landed)
    {
        if (source.TextOf("name") is not { } name)
            return;
        foreach (var table in source.MapsOf("tables").Where(t => t["name"] is YamlNode.Scalar))
            ReadTable(source, name, table, landed);
    }

    private void ReadTable(YamlNode.Map source, string sourceName, YamlNode.Map table, IReadOnlyDictionary<(string Source, string Name), TableName> landed)
    {
        var name = (YamlNode.Scalar)table["name"]!;
        _tables.Use($"{sourceName}.{name.Text}", name.Place, $"The table '{name.Text}' of '{sourceName}'", "Put what both say into one place.");
        var written = $"{source.TextOf("schema") ?? sourceName}.{table.TextOf("identifier") ?? name.Text}";
        if (landed.GetValueOrDefault((sourceName, name.Text)) is not { } target && (target = TableName.TryParse(written)) is null)
        {
            problems.BadValue($"'{written}' is not a table name.", name.Place, "Write schema: and identifier: in lower case, so that they make one such as bronze.checkouts.");
            return;
        }
        _declaredTables.Add(new DeclaredTable
        {
            Source = sourceName,
            Name = name.Text,
            Table = target,
            Description = table.TextOf("description"),
            Columns = Columns(table),
            Tests = Tests(table, null),
            Where = table.Place.ToString(),
        });
    }

    private List<ColumnProperties> Columns(YamlNode.Map parent)
    {
        var uses = new FirstUses(problems, StringComparer.OrdinalIgnoreCase);
        var columns = new List<ColumnProperties>();
        foreach (var column in parent.MapsOf("columns").Where(c => c["name"] is YamlNode.Scalar))
        {
            var name = (YamlNode.Scalar)column["name"]!;
            uses.Use(name.Text, name.Place, $"The column '{name.Text}'", "Put what both say into one place.");
            columns.Add(ReadColumn(column, name.Text));
        }
        return columns;
    }

    private ColumnProperties ReadColumn(YamlNode.Map column, string name) => new()
    {
        Name = name,
        Description = column.TextOf("description"),
        DataType = column.TextOf("data_type"),
        Meta = Laid(column.MapOf("config")?.FreeValuesOf("meta"), column.FreeValuesOf("meta")),
        Tags = [.. column.TextsOf("tags"), .. column.MapOf("config")?.TextsOf("tags") ?? []],
        Tests = Tests(column, name),
    };

    private List<TestDeclaration> Tests(YamlNode.Map parent, string? column) =>
    [
        .. new[] { "data_tests", "tests" }
            .SelectMany(key => (parent[key] as YamlNode.List)?.Items ?? [])
            .Select(node => _tests.Read(node, column))
            .OfType<TestDeclaration>(),
    ];

    private static Dictionary<string, object?> Config(YamlNode.Map model)
    {
        var config = new Dictionary<string, object?>(model.FreeValuesOf("config"), StringComparer.Ordinal);
        var tags = model.TextsOf("tags").Concat(model.MapOf("config")?.TextsOf("tags") ?? []).Distinct(StringComparer.Ordinal).ToList<object?>();
        if (tags.Count > 0)
            config["tags"] = tags.AsReadOnly();
        var meta = Laid(model.MapOf("config")?.FreeValuesOf("meta"), model.FreeValuesOf("meta"));
        if (meta.Count > 0)
            config["meta"] = meta;
        return config;
    }

    private static Dictionary<string, object?> Laid(IReadOnlyDictionary<string, object?>? under, IReadOnlyDictionary<string, object?> over)
    {
        var laid = new Dictionary<string, object?>(under ?? new Dictionary<string, object?>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (key, value) in over)
            laid[key] = value;
        return laid;
    }
}
