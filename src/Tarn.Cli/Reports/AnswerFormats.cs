namespace Tarn.Cli.Reports;

/// <summary>The names of formats.</summary>
internal static class AnswerFormats
{
    /// <summary>The format of that name; null, with an error, when there is none.</summary>
    public static AnswerFormat? Parse(string name, Action<string> error)
    {
        AnswerFormat? format = name switch
        {
            "table" => AnswerFormat.Table,
            "csv" => AnswerFormat.Csv,
            "json" => AnswerFormat.Json,
            "jsonl" => AnswerFormat.JsonLines,
            _ => null,
        };
        if (format is null)
            error($"'{name}' is not a format. Take table, csv, json or jsonl");
        return format;
    }
}
