using Tarn.Project.Declarations;
using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Loading;

/// <summary>One load of a project: first everything is read and checked, then the records are made.</summary>
internal sealed class ProjectReading(string root, ProjectLoadOptions options, ProblemList problems)
{
    private readonly ProjectFolder _folder = new(root, problems);

    /// <summary>Reads and checks every file. The answer makes the records, and may be called only when there are no problems.</summary>
    public Func<LakeProject> Read()
    {
        var tarn = new TarnReading(options.Environment, problems).Read(_folder.Read("tarn.yml") ?? "", options.Target, options.Vars);
        var sources = ReadSources(tarn);
        var models = _folder.ReadSql(tarn.Folder("models"));
        var tests = _folder.ReadSql(tarn.Folder("tests"));
        var rules = new SqlFileRules(problems);
        rules.CheckModels(models);
        rules.CheckTests(tests);
        var properties = ReadProperties(tarn, sources);
        rules.CheckProperties(properties.Models, models);
        var macros = _folder.ReadSql(tarn.Folder("macros"));
        return () => Make(tarn, sources) with
        {
            Models = models,
            SingularTests = [.. tests.Where(t => !IsGeneric(t))],
            Macros = [.. macros, .. tests.Where(IsGeneric)],
            ModelProperties = properties.Models,
            DeclaredTables = properties.Tables,
            ModelDefaults = ModelDefaults.Read(tarn, FoldersOf(models), problems),
            Warnings = [.. problems.Warnings],
        };
    }

    private List<SourceDocument> ReadSources(TarnDeclaration tarn)
    {
        var scope = new TemplateScope(options.Environment, tarn.Vars, Forgiving: tarn.Map.Entries.Count is 0);
        var rules = new SourceRules(problems);
        var sources = _folder.List(tarn.Folder("sources"), ".yml", ".yaml").Select(path => ReadSource(path, scope)).OfType<SourceDocument>().ToList();
        sources.ForEach(rules.Check);
        return sources;
    }

    private SourceDocument? ReadSource(string path, TemplateScope scope)
    {
        var before = problems.Count;
        var node = _folder.Read(path) is { } text ? YamlReader.Read(path, text, problems) : null;
        if (node is null && problems.Count > before)
            return null;
        var rendered = TemplateText.Render(node ?? new YamlNode.Map(new YamlPlace(path, 1, 1), []), scope, problems);
        new ShapeCheck(problems).Check(rendered, SourceShape.File, "The file of a source");
        return rendered is YamlNode.Map map ? new SourceDocument(path, map) : null;
    }

    private PropertiesReading ReadProperties(TarnDeclaration tarn, List<SourceDocument> sources)
    {
        var landed = sources
            .SelectMany(s => s.Resources, (s, r) => (Key: (s.Map.TextOf("source") ?? "", r.Resource.TextOf("name") ?? ""), r.Table))
            .Where(r => r.Table is not null)
            .DistinctBy(r => r.Key)
            .ToDictionary(r => r.Key, r => r.Table!);
        var properties = new PropertiesReading(problems);
        foreach (var path in _folder.List(tarn.Folder("models"), ".yml", ".yaml"))
        {
            if (_folder.Read(path) is { } text)
                properties.Read(path, text, landed);
        }
        return properties;
    }

    private LakeProject Make(TarnDeclaration tarn, List<SourceDocument> sources)
    {
        var map = ShapeFill.Fill(tarn.Map, TarnShape.File);
        var profile = ShapeFill.Fill(tarn.Profile, TarnShape.Profile);
        var own = profile.TextOf("warehouse") is { } written ? Resolve(written) : null;
        return new LakeProject
        {
            Root = root,
            Name = map.TextOf("name")!,
            Warehouse = own ?? Resolve(map.TextOf("warehouse")!),
            Target = new ProjectTarget
            {
                Name = tarn.ProfileName,
                Warehouse = own,
                Branch = BranchName.Parse(profile.TextOf("branch")!),
                Threads = (int?)profile.WholeOf("threads"),
                Vars = profile.FreeValuesOf("vars"),
            },
            Vars = tarn.Vars,
            Sources = [.. sources.Select(SourceReading.Read).OrderBy(s => s.Name, StringComparer.Ordinal)],
            DeclaredTables = [],
            Models = [],
            ModelProperties = [],
            SingularTests = [],
            Macros = [],
            ModelDefaults = [],
            Warnings = [],
        };
    }

    /// <summary>A URI stays as it is; a path is made absolute from the root.</summary>
    private string Resolve(string warehouse) =>
        warehouse.Contains("://", StringComparison.Ordinal) ? warehouse : Path.TrimEndingDirectorySeparator(Path.GetFullPath(warehouse, root));

    private static bool IsGeneric(SqlFile test) => test.Folders is ["generic", ..];

    private static HashSet<string> FoldersOf(IReadOnlyList<SqlFile> models) =>
        [.. models.SelectMany(m => Enumerable.Range(1, m.Folders.Count).Select(n => string.Join('/', m.Folders.Take(n))))];
}
