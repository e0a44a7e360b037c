using Tarn.Project.Shapes;

namespace Tarn.Project.Declarations;

/// <summary>What a properties file under <c>models/</c> may hold: dbt's format, version 2.</summary>
internal static class PropertiesShape
{
    private static readonly Shape.Text Text = new();
    private static readonly Shape.Items Texts = new(Text, OrOne: true);
    private static readonly Shape.Items Tests = new(new Shape.Any());
    private static readonly Shape.Table Notes = new(new Shape.Any());

    private static readonly Shape.Keys ColumnConfig = new("a column's configuration", [new("tags", Texts, "Tags."), new("meta", Notes, "Free notes.")]);

    private static readonly Shape.Keys Column = new("a column",
    [
        .. Described("column"),
        new("data_type", Text, "The type."),
        new("config", ColumnConfig, "Configuration."),
        .. ModelConfigShape.NotRun("constraints", "docs", "quote", "policy_tags", "dimension", "entity", "granularity"),
    ]);

    private static readonly Shape.Keys Model = new("a model",
    [
        .. Described("model"),
        new("columns", new Shape.Items(Column), "Columns."),
        new("config", ModelConfigShape.Keys, "Configuration."),
        .. ModelConfigShape.NotRun("access", "constraints", "deprecation_date", "docs", "freshness", "group", "latest_version", "primary_key", "time_spine", "versions"),
    ]);

    private static readonly Shape.Keys Table = new("a table of a source",
    [
        .. Described("table"),
        new("identifier", Text, "The table's name in the lake."),
        new("columns", new Shape.Items(Column), "Columns."),
        .. ModelConfigShape.NotRun("config", "docs", "external", "freshness", "loaded_at_field", "loaded_at_query", "loader", "quoting"),
    ]);

    private static readonly Shape.Keys Source = new("a source",
    [
        new("name", Text, "The name.") { Required = true, Example = "legacy" },
        new("description", Text, "What it is."),
        new("schema", Text, "The namespace of its tables."),
        new("tables", new Shape.Items(Table, 1), "Tables.") { Required = true, Example = "[{ name: checkouts }]" },
        new("tags", Texts, "Tags."),
        new("meta", Notes, "Free notes."),
        .. ModelConfigShape.NotRun("config", "database", "freshness", "loaded_at_field", "loaded_at_query", "loader", "overrides", "quoting"),
    ]);

    public static readonly Shape.Keys TestSettings = new("a test's configuration",
    [
        new("severity", new Shape.Choice(["error", "warn", "ERROR", "WARN"]), "What a failure does."),
        new("where", Text, "Rows looked at."),
        new("limit", new Shape.Whole(1, long.MaxValue), "At most so many failing rows are counted."),
        new("error_if", Text, "When it is an error."),
        new("warn_if", Text, "When it is a warning."),
        new("fail_calc", Text, "What is counted of the failing rows."),
        new("enabled", new Shape.Flag(), "False leaves it out."),
        new("tags", Texts, "Tags."),
        new("meta", Notes, "Free notes."),
        .. ModelConfigShape.NotRun("alias", "database", "group", "schema", "sql_header", "store_failures", "store_failures_as"),
    ]);

    public static readonly Shape.Keys File = new("a properties file",
    [
        new("version", new Shape.Whole(2, 2), "2."),
        new("models", new Shape.Items(Model), "Models."),
        new("sources", new Shape.Items(Source), "Tables that are there already."),
        .. ModelConfigShape.NotRun("analyses", "exposures", "groups", "macros", "metrics", "saved_queries", "seeds", "semantic_models", "snapshots", "unit_tests",
            "data_tests", "functions"),
    ]);

    private static IEnumerable<ShapeKey> Described(string what) =>
    [
        new("name", Text, "The name.") { Required = true, Example = $"the_{what}" },
        new("description", Text, "What it is."),
        new("data_tests", Tests, "Tests."),
        new("tests", Tests, "Tests, as dbt wrote them before."),
        new("tags", Texts, "Tags."),
        new("meta", Notes, "Free notes."),
    ];
}
