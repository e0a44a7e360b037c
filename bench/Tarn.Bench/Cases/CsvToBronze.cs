using Tarn.Bench.Inputs;
using Tarn.Bench.Limits;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>B2: a CSV file with declared columns, one of them required, becomes a bronze table.</summary>
internal static class CsvToBronze
{
    public static Task<CaseReport> RunAsync(BenchOptions options, CancellationToken cancel)
    {
        var file = CsvInput.Make(options.Cache, options.Rows);
        return new FileToBronze
        {
            Case = "b2-csv",
            File = file,
            Rows = options.Rows,
            Columns = CsvInput.Columns,
            Source = Source(file),
            LimitVerb = LimitVerbs.Csv,
        }.RunAsync(options, cancel);
    }

    private static string Source(string file) =>
        $$"""
        source: bench
        files: { glob: "{{file}}", format: csv }
        resources:
          - name: rows
            columns:
        {{string.Join('\n', CsvInput.Columns.Select(Declared))}}
        """;

    private static string Declared(InputColumn column) =>
        $"      - {{ name: {column.Name}, type: \"{column.Declared}\"{(column.Name == "order_id" ? ", required: true" : "")} }}";
}
