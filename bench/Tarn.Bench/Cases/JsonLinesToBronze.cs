using Tarn.Bench.Inputs;
using Tarn.Bench.Limits;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>B2: JSON lines of which nothing is declared become a bronze table; the limit is told the columns.</summary>
internal static class JsonLinesToBronze
{
    public static Task<CaseReport> RunAsync(BenchOptions options, CancellationToken cancel)
    {
        var rows = Math.Max(1, options.Rows / 2);
        var file = JsonLinesInput.Make(options.Cache, rows);
        return new FileToBronze
        {
            Case = "b2-jsonl",
            File = file,
            Rows = rows,
            Columns = JsonLinesInput.Columns,
            Source = $$"""
                source: bench
                files: { glob: "{{file}}", format: jsonl }
                resources:
                  - name: rows
                """,
            LimitVerb = LimitVerbs.JsonLines,
        }.RunAsync(options, cancel);
    }
}
