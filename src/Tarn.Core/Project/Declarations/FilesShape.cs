using Tarn.Project.Shapes;

namespace Tarn.Project.Declarations;

/// <summary>How a resource is read from files.</summary>
internal static class FilesShape
{
    public static readonly Shape.Keys Csv = new("csv",
    [
        new("delimiter", new Shape.Text(TextForms.Character), "Between fields.") { Default = "','" },
        new("quote", new Shape.Text(TextForms.CharacterOrNone), "Round a field.") { Default = "'\"'" },
        new("escape", new Shape.Text(TextForms.CharacterOrNone), "Before a quote within quotes; the quote itself doubles it.") { Default = "'\"'" },
        new("header", new Shape.Flag(), "Whether the first row names the columns. Without it the contract's columns do.") { Default = "true" },
        new("null_text", new Shape.Items(new Shape.Text(), OrOne: true), "Unquoted fields that mean null.") { Default = "['']" },
        new("encoding", new Shape.Choice(["utf-8", "utf-16", "iso-8859-1", "windows-1252"]), "How the characters are written.") { Default = "utf-8" },
    ]);

    public static readonly Shape.Keys Keys = new("files",
    [
        new("glob", new Shape.Text(TextForms.NotEmpty), "The files, relative to tarn.yml or absolute; * within a folder, ** through folders. Needed here or in the source.") { Example = "data/*.csv" },
        new("format", new Shape.Choice(["csv", "json", "jsonl", "parquet"]), "What is in them.") { DefaultDoc = "by the glob's ending: .csv, .tsv, .json, .jsonl, .ndjson, .parquet", Example = "csv" },
        new("csv", Csv, "How CSV is written.") { Default = "{}" },
        new("records", new Shape.Text(TextForms.JsonPath), "Where the records are in a JSON file: a list, or one object.") { Default = "$" },
    ]);
}
