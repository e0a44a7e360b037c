namespace Tarn.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    public const string Usage =
        """
        Tarn.Bench [b2|b6|b7|b8|b9|b14|all] [--rows N] [--pairs N] [--into DIR] [--json]

          b2       CSV and JSON lines to bronze, against DuckDB's bare COPY
          b6       200 trivial models with a check each, against their bare tables and one synced file each
          b7       commits of 1,000 rows by 1 and by 8 writers, against the bare synced files
          b8       branch, change 100 tables, diff, merge, drop, in catalogs of 1,000 and of 1,000,000 tables
          b9       planning of scans of 1,000, 10,000 and 100,000 files, against the same manifests inflated
          b14      queries of a table that is deleted from, updated and inserted into ten times, with upkeep; a scan with 1 % deletes
          --rows   rows of CSV in b2, half as many of JSON lines; rows of the tables in b14 (default 10000000)
          --pairs  turns of each side that count, after one that warms up (default 5)
          --into   where inputs, lakes and outputs lie (default artifacts/bench); on the disk that is to be measured
          --json   one JSON array instead of text
        """;

    private static readonly string[] _cases = ["b2", "b6", "b7", "b8", "b9", "b14"];

    public IReadOnlyList<string> Cases { get; init; } = _cases;

    public long Rows { get; init; } = Inputs.CsvInput.DefaultRows;

    public int Pairs { get; init; } = 5;

    public required string Into { get; init; }

    public bool Json { get; init; }

    /// <summary>Where inputs are kept between runs.</summary>
    public string Cache => Path.Combine(Into, "inputs");

    /// <summary>Reads the command line; null when it does not say one thing.</summary>
    public static BenchOptions? TryRead(IReadOnlyList<string> arguments)
    {
        BenchOptions? options = new BenchOptions { Into = Path.Combine(Lakes.TarnProgram.Root, "artifacts", "bench") };
        for (var i = 0; i < arguments.Count && options is not null; i++)
        {
            options = arguments[i] switch
            {
                "all" => options with { Cases = _cases },
                "--json" => options with { Json = true },
                ['-', '-', ..] => ++i < arguments.Count ? options.With(arguments[i - 1], arguments[i]) : null,
                var name => _cases.Contains(name) ? options with { Cases = [name] } : null,
            };
        }
        return options;
    }

    private BenchOptions? With(string option, string value) => (option, int.TryParse(value, out var number) && number > 0) switch
    {
        ("--into", _) => this with { Into = Path.GetFullPath(value) },
        ("--rows", true) => this with { Rows = number },
        ("--pairs", true) => this with { Pairs = number },
        _ => null,
    };
}
