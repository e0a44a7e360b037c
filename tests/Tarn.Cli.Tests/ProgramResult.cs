namespace Tarn.Cli.Tests;

/// <summary>How a command ended and what it printed.</summary>
internal sealed record ProgramResult(int ExitCode, string Out, string Error)
{
    /// <summary>All of it, for approvals and for the message of a test that fails.</summary>
    public string Whole => $"{Out}{Error}exit {ExitCode}\n";
}
