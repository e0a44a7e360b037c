using Tarn.Contracts;
using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Makes the record of how files are read out of a mapping that passed every check.</summary>
internal static class FilesReading
{
    public static ResourceFetch.Files Read(YamlNode.Map written, IReadOnlyList<ContractColumn> columns)
    {
        var map = ShapeFill.Fill(written, FilesShape.Keys);
        var glob = map.TextOf("glob")!;
        return new ResourceFetch.Files
        {
            Glob = glob,
            Format = (map.TextOf("format") ?? FilesRules.FormatOf(glob)) switch
            {
                "csv" => ReadCsv(map.MapOf("csv")!, written.MapOf("csv")?["delimiter"] is null && glob.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase), columns),
                "json" => new FileFormat.Json(map.PathOf("records")!),
                "jsonl" => new FileFormat.JsonLines(),
                _ => new FileFormat.Parquet(),
            },
        };
    }

    private static FileFormat.Csv ReadCsv(YamlNode.Map csv, bool tabs, IReadOnlyList<ContractColumn> columns)
    {
        var header = csv.FlagOf("header");
        return new FileFormat.Csv
        {
            Delimiter = tabs ? '\t' : csv.TextOf("delimiter")![0],
            Quote = FirstOf(csv.TextOf("quote")),
            Escape = FirstOf(csv.TextOf("escape")),
            Header = header,
            ColumnNames = header ? [] : [.. columns.Select(c => c.Name)],
            NullTexts = csv.TextsOf("null_text"),
            Encoding = csv.TextOf("encoding")!,
        };
    }

    private static char? FirstOf(string? text) => string.IsNullOrEmpty(text) ? null : text[0];
}
