using Tarn.Project;

namespace Tarn.Checks;

/// <summary>Makes checks of tests whose kind a macro of the project defines, as dbt calls them: with model, column_name and what is written.</summary>
internal sealed class DefinedChecks(CheckTargets targets, List<Problem> problems)
{
    public IReadOnlyList<string> Kinds => targets.DefinedKinds;

    /// <summary>True when the project defines the kind; a definition of a core test's name takes its place.</summary>
    public bool Has(string kind) => Kinds.Contains(kind, StringComparer.Ordinal);

    /// <summary>The check; null when it is switched off, or when something is wrong, which is then told.</summary>
    public Check? Of(CheckedTable table, TestDeclaration test)
    {
        if (Rendered(table, test) is not { } rendered)
            return null;
        var settings = Settings(test.Settings, new SingularConfig(test.Where, rendered.Config, problems).Read());
        return settings.Enabled ? Make(table, test, rendered) with { Settings = settings } : null;
    }

    private static Check Make(CheckedTable table, TestDeclaration test, RenderedTest rendered) => new()
    {
        Name = test.Name ?? GenericTestName.Of(table, test),
        Table = table.Table,
        Column = test.Column,
        Select = rendered.Sql,
        Reads = [.. table.Relation.Reads.Concat(rendered.Reads).Distinct()],
        Settings = test.Settings,
        Where = test.Where,
        Describe = $"{(test.Column is { } column ? $"{column} of " : "")}{table.Table} fails the test {test.Kind}",
    };

    /// <summary>What is written where the test is declared goes before what its definition says.</summary>
    private static TestSettings Settings(TestSettings declared, TestSettings defined) => declared with
    {
        Severity = declared.SaysSeverity ? declared.Severity : defined.Severity,
        Limit = declared.Limit ?? defined.Limit,
        ErrorIf = declared.ErrorIf ?? defined.ErrorIf,
        WarnIf = declared.WarnIf ?? defined.WarnIf,
        FailCalc = declared.FailCalc ?? defined.FailCalc,
        Enabled = declared.Enabled && defined.Enabled,
        Tags = [.. declared.Tags.Concat(defined.Tags).Distinct(StringComparer.Ordinal)],
    };

    private RenderedTest? Rendered(CheckedTable table, TestDeclaration test)
    {
        var arguments = new Dictionary<string, object?>(test.Arguments, StringComparer.Ordinal) { ["model"] = GenericSql.Rows(table.Relation.Sql, test.Settings.Where) };
        if (test.Column is { } column)
            arguments["column_name"] = column;
        try
        {
            return targets.RenderDefined(test.Kind, arguments, test.Where);
        }
        catch (TarnException wrong) when (wrong.Kind is FailureKind.Invalid)
        {
            problems.AddRange(wrong.Problems);
            return null;
        }
    }
}
