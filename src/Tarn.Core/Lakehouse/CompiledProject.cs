using Tarn.Checks;
using Tarn.Models;
using Tarn.Project;

namespace Tarn.Lakehouse;

/// <summary>A project's models and checks, checked: nothing of it can be wrong any more but the SQL itself.</summary>
internal sealed record CompiledProject(ModelGraph Models, IReadOnlyList<Check> Checks)
{
    private const string TestPrefix = "test_";

    /// <summary>Compiles.</summary>
    /// <exception cref="TarnException">Invalid: with every problem of the models; or, when they have none, of the tests.</exception>
    public static CompiledProject Of(LakeProject project, IReadOnlyDictionary<string, string> environment)
    {
        var models = ModelGraph.Build(project, environment);
        var renderer = new ModelRenderer(models, new RenderScope { Environment = environment });
        return new CompiledProject(models, CheckBuilder.Of(project, new CheckTargets
        {
            DisabledModels = models.DisabledModels,
            OfModel = name => models.Find(name) is { } model
                ? new CheckedRelation(model.Table, renderer.RelationOf(model), [.. models.ReadsOfRef(model)])
                : null,
            OfSource = (source, table) => models.FindSource(source, table)?.Table,
            Render = file => Rendered(renderer.Render(file)),
            DefinedKinds = [.. models.Macros.SelectMany(m => m.MacroNames).Where(IsTest).Select(n => n[TestPrefix.Length..]).Distinct(StringComparer.Ordinal)],
            RenderDefined = (kind, arguments, where) => Rendered(renderer.RenderMacro(TestPrefix + kind, arguments, where)),
        }));
    }

    private static bool IsTest(string macro) => macro.StartsWith(TestPrefix, StringComparison.Ordinal);

    private static RenderedTest Rendered(RenderedFile file) => new() { Sql = file.Sql, Reads = file.Reads, Config = file.Config };
}
