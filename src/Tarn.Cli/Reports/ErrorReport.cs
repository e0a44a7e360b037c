using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Reports;

/// <summary>
/// Prints a failure: text on standard error, or with --json one object on standard output, so that a script always reads one document there.
/// </summary>
internal sealed class ErrorReport(Shell shell, Calling calling, bool json)
{
    /// <summary>An answer that broke off cannot become another document: then the failure is told as text on standard error.</summary>
    private bool AsJson => json && !shell.Terminal.HasAnswer;

    /// <summary>Prints any exception; its exit code.</summary>
    public int Write(Exception failure, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
            return WriteInterrupted();
        return FailureKinds.Of(failure) is { } kind ? Write(kind, FailureKinds.ProblemsOf(failure)) : WriteBug(failure);
    }

    /// <summary>Prints problems; the exit code of their kind.</summary>
    public int Write(FailureKind kind, IReadOnlyList<Problem> found)
    {
        var problems = found.Select(calling.In).ToList();
        if (AsJson)
            WriteJson(RunJson.Lower(kind), problems);
        else
            WriteText(shell.Terminal, problems);
        return ExitCodes.Of(kind);
    }

    /// <summary>Problems as text: what, where, next, and the code to look up.</summary>
    public static void WriteText(Terminal terminal, IReadOnlyList<Problem> problems)
    {
        terminal.Out.Flush();
        foreach (var problem in problems)
        {
            terminal.Error.WriteLine(terminal.Red("error:") + " " + problem.What.ReplaceLineEndings("\n  "));
            if (problem.Where is { } where)
                terminal.Error.WriteLine("  at " + where);
            if (problem.Next is { } next)
                terminal.Error.WriteLine("  " + next.ReplaceLineEndings("\n  "));
            terminal.Error.WriteLine($"  [{problem.Code}]");
        }
    }

    private int WriteInterrupted()
    {
        if (AsJson)
            WriteJson("interrupted", [new Problem("program.interrupted", "Stopped on request.")]);
        else
            shell.Terminal.Error.WriteLine("stopped on request");
        return ExitCodes.Interrupted;
    }

    private int WriteBug(Exception failure)
    {
        var problem = new Problem(
            "program.bug",
            $"This is a bug in Tarn: {failure.Message}",
            Next: "Please report it with the lines above and the command you ran. What is not committed was never there: your lake is as it was.");
        shell.Terminal.Out.Flush();
        shell.Terminal.Error.WriteLine(failure.ToString());
        if (AsJson)
            WriteJson("bug", [problem]);
        else
            WriteText(shell.Terminal, [problem]);
        return ExitCodes.Bug;
    }

    private void WriteJson(string kind, IReadOnlyList<Problem> problems) =>
        JsonAnswer.Write(shell.Terminal, writer => writer.Object(() => writer.Object("error", () =>
        {
            writer.WriteString("kind", kind);
            ProblemJson.Write(writer, "problems", problems);
        })));
}
