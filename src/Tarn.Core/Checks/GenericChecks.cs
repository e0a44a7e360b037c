using Tarn.Engine;
using Tarn.Project;
using Tarn.Project.Shapes;
using Tarn.Sql.Values;

namespace Tarn.Checks;

/// <summary>Makes checks of the tests that properties files declare.</summary>
internal sealed class GenericChecks(TargetLookup lookup, DefinedChecks defined, List<Problem> problems)
{
    private static readonly string[] Kinds = ["unique", "not_null", "accepted_values", "relationships"];

    /// <summary>The check; null when it is switched off, or when something is wrong, which is then told.</summary>
    public Check? Of(CheckedTable table, TestDeclaration test)
    {
        if (!test.Settings.Enabled)
            return null;
        if (defined.Has(test.Kind))
            return defined.Of(table, test);
        var arguments = new GenericArguments(test, problems);
        switch (test.Kind)
        {
            case "unique": return Unique(table, test, arguments);
            case "not_null": return NotNull(table, test, arguments);
            case "accepted_values": return AcceptedValues(table, test, arguments);
            case "relationships": return Relationships(table, test, arguments);
        }
        arguments.Tell("unknown-kind", $"'{test.Kind}' is not a kind of test that Tarn knows.", NearKind(test.Kind)
            + $"The kinds are {string.Join(", ", [.. Kinds, .. defined.Kinds])}; define one with {{% test NAME(model, column_name) %}} in a file under tests/generic/, or switch it off with config: {{ enabled: false }}.");
        return null;
    }

    private string NearKind(string kind) => NearName.Of(kind, [.. Kinds, .. defined.Kinds]) is { } near ? $"Did you mean '{near}'? " : "";

    private static Check? Unique(CheckedTable table, TestDeclaration test, GenericArguments arguments)
    {
        arguments.Allow();
        return arguments.Column() is { } column
            ? Make(table, test, column, GenericSql.Unique(Rows(table, test), ColumnSql(test, column)), "has duplicates")
            : null;
    }

    private static Check? NotNull(CheckedTable table, TestDeclaration test, GenericArguments arguments)
    {
        arguments.Allow();
        return arguments.Column() is { } column
            ? Make(table, test, column, GenericSql.NotNull(Rows(table, test), ColumnSql(test, column)), "is null in some rows")
            : null;
    }

    private static Check? AcceptedValues(CheckedTable table, TestDeclaration test, GenericArguments arguments)
    {
        arguments.Allow("values", "quote");
        var (column, values, quote) = (arguments.Column(), arguments.Values("values"), arguments.Flag("quote", otherwise: true));
        if (column is null || values is null)
            return null;
        var texts = values.Select(PythonText.Str).ToList();
        var sql = GenericSql.AcceptedValues(Rows(table, test), ColumnSql(test, column), quote ? texts.Select(SqlText.Text) : texts);
        return Make(table, test, column, sql, $"has values other than {string.Join(", ", texts)}");
    }

    private Check? Relationships(CheckedTable table, TestDeclaration test, GenericArguments arguments)
    {
        arguments.Allow("to", "field");
        var column = arguments.Column();
        var parent = Parent(arguments);
        if (arguments.Text("field", "Write field: id, the column of the other table.") is not { } field || column is null || parent is null)
            return null;
        var sql = GenericSql.Relationships(Rows(table, test), ColumnSql(test, column), parent.Sql, GenericSql.Expression(field));
        return Make(table, test, column, sql, $"has values that {field} of {parent.Table} does not have") with
        {
            Reads = [.. table.Relation.Reads.Concat(parent.Reads).Distinct()],
        };
    }

    private CheckedRelation? Parent(GenericArguments arguments)
    {
        const string next = "Write to: ref('dim_title') or to: source('legacy', 'titles')";
        if (arguments.Text("to", next) is not { } to)
            return null;
        switch (RelationCall.TryParse(to))
        {
            case RelationCall.Model model when lookup.IsDisabled(model.Name):
                return null;
            case RelationCall.Model model:
                return lookup.Model(model.Name, arguments.Tell);
            case RelationCall.SourceTable source:
                return lookup.Source(source.Source, source.Name, arguments.Tell) is { } table ? CheckedRelation.Of(table) : null;
            default:
                arguments.Tell("wrong-argument", $"'{to}' names no table.", next);
                return null;
        }
    }

    private static string Rows(CheckedTable table, TestDeclaration test) => GenericSql.Rows(table.Relation.Sql, test.Settings.Where);

    private static string ColumnSql(TestDeclaration test, string column) => test.Column is null ? GenericSql.Expression(column) : SqlText.Name(column);

    private static Check Make(CheckedTable table, TestDeclaration test, string column, string select, string finding) => new()
    {
        Name = test.Name ?? GenericTestName.Of(table, test),
        Table = table.Table,
        Column = column,
        Select = select,
        Reads = table.Relation.Reads,
        Settings = test.Settings,
        Where = test.Where,
        Describe = $"{column} of {table.Table} {finding}{(test.Settings.Where is { } where ? $", where {where.ReplaceLineEndings(" ")}" : "")}",
    };
}
