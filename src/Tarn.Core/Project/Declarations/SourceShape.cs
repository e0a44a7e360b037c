using Tarn.Contracts;
using Tarn.Project.Shapes;

namespace Tarn.Project.Declarations;

/// <summary>What a file under <c>sources/</c> may hold.</summary>
internal static class SourceShape
{
    private static readonly Shape.Text Text = new(TextForms.NotEmpty);
    private static readonly Shape.Named Rest = new("rest", () => RestShape.Keys);
    private static readonly Shape.Named Files = new("files", () => FilesShape.Keys);

    private static readonly Shape.Keys Owner = new("owner",
    [
        new("name", Text, "A person or a group.") { Required = true, Example = "Collections" },
        new("email", new Shape.Text(new TextForm("an e-mail address", @"^[^@\s]+@[^@\s]+$", "Write it as name@host.")), "Where to write.") { Example = "data@library.example" },
    ]);

    private static readonly Shape.Keys Column = new("a column",
    [
        new("name", Text, "The name as the vendor writes it.") { Required = true, Example = "checkoutId" },
        new("type", new Shape.Text(TextForms.ColumnType), $"What its values are: {ContractType.Spellings}.") { Required = true, Example = "text" },
        new("required", new Shape.Flag(), "Whether every record must have a value.") { Default = "false" },
        new("description", Text, "What it means."),
        new("classification", new Shape.Choice(["public", "internal", "personal", "secret"]), "How careful one must be with it.") { Default = "internal" },
    ]);

    private static readonly Shape.Keys Quality = new("quality",
    [
        new("volume_min", new Shape.Whole(0, long.MaxValue), "No fewer records than this.") { DefaultDoc = "not asked", Example = "1" },
        new("volume_anomaly_pct", new Shape.Number(0, 1_000_000), "A change against the load before of more than this, in percent, is told.") { DefaultDoc = "not asked", Example = "80" },
        new("key_columns", new Shape.Items(Text, 1, OrOne: true), "Columns checked for nulls and duplicates.") { DefaultDoc = "the key", Example = "[checkoutId]" },
    ]);

    private static readonly Shape.Keys Freshness = new("freshness",
    [
        new("within", new Shape.Text(TextForms.Duration("1s", "3650d")), "The oldest the newest successful load may be.") { Required = true, Example = "26h" },
    ]);

    public static readonly Shape.Keys Resource = new("a resource",
    [
        new("name", new Shape.Text(TextForms.Name), "The resource's name, one in its source.") { Required = true, Example = "checkouts" },
        new("table", new Shape.Text(TextForms.Table), "The table it lands in.") { DefaultDoc = "`<namespace>.<source>_<resource>`", Example = "bronze.overdrive_checkouts" },
        new("description", Text, "What it is."),
        new("rest", Rest, "How it is fetched over HTTP. Exactly one of rest and files, here or in the source; what is written here goes before the source's."),
        new("files", Files, "How it is read from files."),
        new("load", new Shape.Choice(["append", "replace"]), "Whether new rows are added (of files, only new or changed ones are landed), or the newest load is all there is.") { Default = "append" },
        new("columns", new Shape.Items(Column), "The promised columns."),
        new("key", new Shape.Items(Text, 1, OrOne: true), "The columns that tell one record from another.") { Example = "[checkoutId]" },
        new("quality", Quality, "What every load is held against. A finding is recorded and stops nothing.") { Default = "{}" },
        new("schedule", new Shape.Text(TextForms.Schedule), "When it is due, as systemd writes it; UTC or a zone's name at the end.") { Example = "\"OnCalendar=*-*-* 07:05:00 UTC\"" },
        new("freshness", Freshness, "How old it may grow.") { DefaultDoc = "nothing is promised", Example = "{ within: 26h }" },
        new("runtime_max", new Shape.Text(TextForms.Duration("1s", "30d")), "How long one load may take.") { DefaultDoc = "no bound", Example = "1h" },
    ]);

    public static readonly Shape.Keys File = new("a source",
    [
        new("source", new Shape.Text(TextForms.Name), "The source's name, one in the project.") { Required = true, Example = "overdrive" },
        new("description", Text, "What it is."),
        new("owner", Owner, "Who answers for it.") { Example = "{ name: Collections }" },
        new("namespace", new Shape.Text(TextForms.Namespace), "The namespace of its tables.") { Default = "bronze" },
        new("rest", Rest, "What its resources share when they are fetched over HTTP."),
        new("files", Files, "What its resources share when they are read from files."),
        new("resources", new Shape.Items(Resource, 1), "What it is made of.") { Required = true, Example = "[{ name: checkouts }]" },
    ]);
}
