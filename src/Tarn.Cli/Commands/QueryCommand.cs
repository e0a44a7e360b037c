using System.CommandLine;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn query</c>.</summary>
internal sealed class QueryCommand : TarnCommand
{
    private readonly Argument<string?> _sql = new("SQL")
    {
        Description = "One select statement in DuckDB's SQL; '-' reads it from standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _file = new("--file") { Description = "Read the statement from a file.", HelpName = "FILE" };

    private readonly Option<AnswerFormat?> _format = new("--format")
    {
        Description = "table, csv, json (one array) or jsonl (an object a line). Default: table; json with --json.",
        HelpName = "FORMAT",
        CustomParser = result => AnswerFormats.Parse(result.Tokens[0].Value, result.AddError),
    };

    private readonly Option<int?> _limit = NumberOption.Create("--limit", "N", "Print at most this many rows.", least: 0);

    private readonly Option<string?> _at = GlobalOptions.At();

    public QueryCommand(Shell shell)
        : base(shell, "query", "Ask the lake in SQL. Tables are named as namespace.table, for example gold.daily_by_audience.")
    {
        Arguments.Add(_sql);
        Options.Add(_at);
        Options.Add(_file);
        Options.Add(_format);
        Options.Add(_limit);
    }

    public override string Notes =>
        "A statement sees the lake as it is at one commit, from its first row to its last. --at takes a branch, a tag, or a commit's id (six digits or more of it), each with ~1 for the commit before, or a time as 2026-06-04T09:00:00Z (of another branch than main: dev/anna@2026-06-04T09:00:00Z).";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("query \"select * from gold.daily_by_audience\"", "A table on a screen, aligned columns in a pipe."),
        ("query \"select count(*) from silver.checkouts\" --at main~1", "The lake as it was one commit ago."),
        ("query \"select * from gold.dim_title\" --format csv > titles.csv", "CSV with a head line."),
        ("query --file report.sql --json", "One JSON array of row objects."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var sql = await ReadSqlAsync(call, cancel);
        var limit = call.Get(_limit);
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        using var answer = await lake.QueryAsync(sql, CommandCall.RefOf(call.Get(_at), lake), cancel);
        var rows = limit is { } most ? answer.Rows.Take(most) : answer.Rows;
        var format = call.Get(_format) ?? (call.Json ? AnswerFormat.Json : AnswerFormat.Table);
        new AnswerWriter(call.Terminal, cancel).Write(format, answer.Columns, rows);
        return ExitCodes.Ok;
    }

    private async Task<string> ReadSqlAsync(CommandCall call, CancellationToken cancel)
    {
        var (sql, file) = (call.Get(_sql), call.Get(_file));
        if ((sql is null) == (file is null))
            throw new TarnException(FailureKind.Invalid, new Problem(
                "usage.sql", sql is null ? "There is no SQL to run." : "There is SQL on the line and a file too.",
                Next: "Give one of them: tarn query \"select 1\", tarn query --file FILE, or tarn query - with the SQL on standard input."));
        if (file is not null)
            return await ReadFileAsync(call.Shell.PathOf(file), cancel);
        return sql == "-" ? await Console.In.ReadToEndAsync(cancel) : sql!;
    }

    private static async Task<string> ReadFileAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TarnException(FailureKind.Invalid, new Problem("usage.file", "The file with the SQL cannot be read.", path, e.Message), e);
        }
    }
}
