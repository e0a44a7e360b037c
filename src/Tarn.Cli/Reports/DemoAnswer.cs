using Tarn.Lakehouse;
using Tarn.Runs;

namespace Tarn.Cli.Reports;

/// <summary>What a demo ends with.</summary>
internal sealed record DemoAnswer
{
    /// <summary>The folder as the user wrote it.</summary>
    public required string Into { get; init; }

    /// <summary>The folder's full path.</summary>
    public required string Location { get; init; }

    /// <summary>How the user calls the program.</summary>
    public required string Program { get; init; }

    /// <summary>The run.</summary>
    public required RunReport Run { get; init; }

    /// <summary>The raw pages that this run landed.</summary>
    public int Pages { get; init; }

    /// <summary>The rows of gold.dim_title.</summary>
    public DemoTable Titles { get; init; } = new([], []);

    /// <summary>The rows of gold.daily_by_audience.</summary>
    public DemoTable Audiences { get; init; } = new([], []);

    /// <summary>What to try next: command lines, each with what it shows.</summary>
    public IReadOnlyList<(string Line, string Meaning)> Next =>
    [
        ($"{Program} query --project {Quoted} \"select * from gold.daily_by_audience\"", "ask the lake anything, in SQL"),
        ($"{Program} log --project {Quoted}", "every commit: what changed, who, when"),
        ($"{Program} demo --into {Quoted}", "run it once more: the same page lands again, silver and gold stay"),
        ($"{Program} query --project {Quoted} --at main~1 \"select count(*) from bronze.overdrive_checkouts\"", "then look at the lake as it was before"),
        ($"{Program} demo --into {Quoted} --serve", "keep the vendor up, to try 'run' in another terminal"),
    ];

    /// <summary>The commands for a run that did not end well.</summary>
    public RunHints Hints => new($"{Program} query --project {Quoted}", $"{Program} demo --into {Quoted}");

    private string Quoted => Calling.Quoted(Into);

    /// <summary>The same with what the lake holds now.</summary>
    public async Task<DemoAnswer> ReadAsync(Lakehouse.Lakehouse lake, CancellationToken cancel) => this with
    {
        Pages = CountPages(),
        Titles = await ReadAsync(lake, "select * from gold.dim_title order by title_id", cancel),
        Audiences = await ReadAsync(lake, "select * from gold.daily_by_audience order by day, checkouts desc, audience", cancel),
    };

    private static async Task<DemoTable> ReadAsync(Lakehouse.Lakehouse lake, string sql, CancellationToken cancel)
    {
        using var result = await lake.QueryAsync(sql, "main", cancel);
        return new DemoTable(result.Columns, [.. result.Rows]);
    }

    private int CountPages()
    {
        var landing = Path.Combine(Location, "lake", "landing");
        return Directory.Exists(landing)
            ? Directory.EnumerateDirectories(landing, Run.Run.Value, SearchOption.AllDirectories).Sum(run => Directory.EnumerateFiles(run, "page_*").Count())
            : 0;
    }
}
