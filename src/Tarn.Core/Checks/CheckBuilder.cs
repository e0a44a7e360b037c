using Tarn.Project;

namespace Tarn.Checks;

/// <summary>Makes a project's checks: the tests that its properties files declare, and those that are a query of their own.</summary>
public sealed class CheckBuilder
{
    private readonly LakeProject _project;
    private readonly CheckTargets _targets;
    private readonly TargetLookup _lookup;
    private readonly List<Problem> _problems = [];

    private CheckBuilder(LakeProject project, CheckTargets targets) =>
        (_project, _targets, _lookup) = (project, targets, new TargetLookup(project, targets));

    /// <summary>All checks that are not switched off: of models, of declared tables, then the queries, each in the project's order.</summary>
    /// <exception cref="TarnException">Invalid: with everything that is wrong, <c>check.*</c>, and the problems of rendering.</exception>
    public static IReadOnlyList<Check> Of(LakeProject project, CheckTargets targets)
    {
        var builder = new CheckBuilder(project, targets);
        var checks = builder.Build();
        builder.TellSameNames(checks);
        return builder._problems.Count == 0 ? checks : throw new TarnException(FailureKind.Invalid, builder._problems);
    }

    private List<Check> Build()
    {
        var generic = new GenericChecks(_lookup, new DefinedChecks(_targets, _problems), _problems);
        return
        [
            .. _project.ModelProperties.SelectMany(model => OfModel(model, generic)),
            .. _project.DeclaredTables.SelectMany(table => OfDeclared(table, generic)),
            .. _project.SingularTests.Select(OfQuery).OfType<Check>(),
        ];
    }

    private IEnumerable<Check> OfModel(ModelProperties model, GenericChecks generic)
    {
        var tests = Tests(model.Tests, model.Columns);
        if (tests.Count == 0 || _lookup.IsDisabled(model.Name))
            return [];
        void Tell(string code, string what, string? next) => _problems.Add(new Problem("check." + code, what, tests[0].Where, next));
        return _lookup.Model(model.Name, Tell) is { } table
            ? Checks(new CheckedTable(table, model.Name, IsSource: false), tests, generic)
            : [];
    }

    private static IEnumerable<Check> OfDeclared(DeclaredTable table, GenericChecks generic) =>
        Checks(new CheckedTable(CheckedRelation.Of(table.Table), $"{table.Source}_{table.Name}", IsSource: true), Tests(table.Tests, table.Columns), generic);

    private static IEnumerable<Check> Checks(CheckedTable table, IEnumerable<TestDeclaration> tests, GenericChecks generic) =>
        tests.Select(test => generic.Of(table, test)).OfType<Check>();

    private static List<TestDeclaration> Tests(IEnumerable<TestDeclaration> ofTable, IEnumerable<ColumnProperties> columns) =>
        [.. ofTable.Concat(columns.SelectMany(c => c.Tests)).Where(t => t.Settings.Enabled)];

    private Check? OfQuery(SqlFile file)
    {
        if (Rendered(file) is not { } rendered)
            return null;
        var settings = new SingularConfig(file.Path, rendered.Config, _problems).Read();
        var select = rendered.Sql.Trim().TrimEnd(';').TrimEnd();
        if (select.Length == 0)
            _problems.Add(new Problem("check.empty", $"The test '{file.Name}' has no query.", file.Path, "Write a query whose rows are the failures."));
        return settings.Enabled ? Query(file, rendered, settings, select) : null;
    }

    private static Check Query(SqlFile file, RenderedTest rendered, TestSettings settings, string select) => new()
    {
        Name = file.Name,
        Select = select,
        Reads = rendered.Reads,
        Settings = settings,
        Where = file.Path + ":1",
        Describe = $"{file.Path} finds rows",
    };

    private RenderedTest? Rendered(SqlFile file)
    {
        try
        {
            return _targets.Render(file);
        }
        catch (TarnException wrong) when (wrong.Kind is FailureKind.Invalid)
        {
            _problems.AddRange(wrong.Problems);
            return null;
        }
    }

    private void TellSameNames(IEnumerable<Check> checks)
    {
        foreach (var group in checks.GroupBy(c => c.Name, StringComparer.Ordinal))
        {
            _problems.AddRange(group.Skip(1).Select(again => new Problem(
                "check.same-name", $"The test '{again.Name}' is there already, at {group.First().Where}.", again.Where, "Leave one out, or give it a name: of its own.")));
        }
    }
}
