using Tarn.Bench.Inputs;

namespace Tarn.Bench.Limits;

/// <summary>The limits that run as processes of their own: this program, started again with a verb that its help does not tell.</summary>
internal static class LimitVerbs
{
    public const string Csv = "limit-csv";
    public const string JsonLines = "limit-jsonl";
    public const string Models = "limit-models";

    /// <summary>This program.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Tarn.Bench.exe" : "Tarn.Bench");

    /// <summary>Runs the limit that the arguments name; false when they name none.</summary>
    public static bool TryRun(string[] arguments)
    {
        switch (arguments)
        {
            case [Csv, var from, var to]:
                BareCopy.Run(CsvInput.ReadSql(from), to);
                return true;
            case [JsonLines, var from, var to]:
                BareCopy.Run(JsonLinesInput.ReadSql(from), to);
                return true;
            case [Models, var folder, var count]:
                BareModels.Run(folder, int.Parse(count));
                return true;
            default:
                return false;
        }
    }
}
