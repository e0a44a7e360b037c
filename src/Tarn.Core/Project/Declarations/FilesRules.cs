using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>What must hold between the keys of <c>files</c>, the source's defaults laid under the resource's.</summary>
internal sealed class FilesRules(ProblemList problems)
{
    /// <summary>The format of a glob, by its ending; null when the ending tells none.</summary>
    public static string? FormatOf(string glob) => Path.GetExtension(glob).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" => "csv",
        ".json" => "json",
        ".jsonl" or ".ndjson" => "jsonl",
        ".parquet" => "parquet",
        _ => null,
    };

    public void Check(YamlNode.Map files)
    {
        var glob = files.TextOf("glob");
        if (glob is null)
            problems.MissingKey("'files' needs the key 'glob', here or in the source.", files.Place, "Write glob: data/*.csv");
        var format = files.TextOf("format") ?? (glob is null ? null : FormatOf(glob));
        if (format is null && glob is not null)
            problems.MissingKey($"The ending of '{glob}' does not tell what is in the files.", files["glob"]!.Place, "Write format: csv, json, jsonl or parquet");
        CheckOnly(files, "csv", format, "csv");
        CheckOnly(files, "records", format, "json");
        if (files.MapOf("csv") is { } csv && csv.TextOf("delimiter") is { } delimiter && string.Equals(delimiter, csv.TextOf("quote") ?? "\"", StringComparison.Ordinal))
            problems.BadValue("'delimiter' and 'quote' are the same character.", csv["delimiter"]!.Place, "Write two that differ.");
    }

    private void CheckOnly(YamlNode.Map files, string key, string? format, string only)
    {
        if (format is not null && files.Entry(key) is { } entry && !string.Equals(format, only, StringComparison.Ordinal))
            problems.BadValue($"'{key}' speaks of {only} files, and these are {format}.", entry.Place, $"Take it out, or write format: {only}");
    }
}
