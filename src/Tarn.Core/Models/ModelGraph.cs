using Tarn.Project;
using Tarn.Sql.Jinja;

namespace Tarn.Models;

/// <summary>All enabled models of a project, with what they refer to.</summary>
public sealed class ModelGraph
{
    private readonly Dictionary<string, Model> _byName;

    internal ModelGraph(LakeProject project, IReadOnlyList<Model> models, (IReadOnlyList<SourceTable> Sources, IReadOnlyList<JinjaTemplate> Macros) with)
    {
        Project = project;
        Models = models;
        Sources = with.Sources;
        Macros = with.Macros;
        _byName = models.ToDictionary(m => m.Name, StringComparer.Ordinal);
    }

    /// <summary>The project.</summary>
    public LakeProject Project { get; }

    /// <summary>The models, each after all that it refers to; otherwise in the order of their paths. Ephemeral ones are among them.</summary>
    public IReadOnlyList<Model> Models { get; }

    /// <summary>The tables that <c>source</c> knows: what Tarn's sources land, and what dbt's blocks declare.</summary>
    public IReadOnlyList<SourceTable> Sources { get; }

    /// <summary>The names of models that are switched off, in the order of their paths.</summary>
    public IReadOnlyList<string> DisabledModels { get; internal init; } = [];

    /// <summary>The project's macro files.</summary>
    public IReadOnlyList<JinjaTemplate> Macros { get; }

    /// <summary>Reads all models of a project. Pure: nothing is run.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">What <c>env_var</c> reads; null is empty.</param>
    /// <exception cref="TarnException">Invalid: with every problem of every model.</exception>
    public static ModelGraph Build(LakeProject project, IReadOnlyDictionary<string, string>? environment = null) =>
        new ModelGraphBuilder(project, environment is null ? new RenderScope() : new RenderScope { Environment = environment }).Build();

    /// <summary>The model of that name; null when there is none.</summary>
    public Model? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The source table of that name; null when there is none.</summary>
    public SourceTable? FindSource(string source, string table) => Sources.FirstOrDefault(s => s.Source == source && s.Name == table);

    /// <summary>The tables and views that a model reads, through ephemeral models as well, each once.</summary>
    public IReadOnlyList<TableName> Reads(Model model) =>
        [.. model.Sources.Select(s => s.Table).Concat(model.Refs.Select(r => _byName[r]).SelectMany(ReadsOfRef)).Distinct()];

    /// <summary>The tables and views behind a ref: its own table, or what an ephemeral model reads.</summary>
    public IEnumerable<TableName> ReadsOfRef(Model model) => model.Materialization is Materialization.Ephemeral ? Reads(model) : [model.Table];

    /// <summary>The ephemeral models behind a model's refs, each after those that it refers to.</summary>
    public IReadOnlyList<Model> EphemeralsOf(IEnumerable<string> refs)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        void Visit(string name)
        {
            if (_byName[name] is { Materialization: Materialization.Ephemeral } model && found.Add(name))
                foreach (var inner in model.Refs)
                    Visit(inner);
        }
        foreach (var name in refs)
            Visit(name);
        return [.. Models.Where(m => found.Contains(m.Name))];
    }
}
