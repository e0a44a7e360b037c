namespace Tarn.Cli;

/// <summary>What the program's exit code says. The table for users is docs/reference/exit-codes.md.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Invalid = 2;
    public const int Unavailable = 3;
    public const int Conflict = 4;
    public const int Corrupt = 5;
    public const int Bug = 70;
    public const int Interrupted = 130;

    /// <summary>Every code with what it means, in the order help prints them.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "done"),
        (Failed, "a run or a blocking check failed; the target branch is as it was"),
        (Invalid, "bad usage, or the project is wrong; every problem is listed"),
        (Unavailable, "something outside did not answer, or there is no room on the disk"),
        (Conflict, "somebody else changed the same thing"),
        (Corrupt, "stored state is not what was written"),
        (Bug, "a bug in Tarn; please report it"),
        (Interrupted, "stopped by Ctrl-C or SIGTERM; 'tarn run' goes on from there"),
    ];

    /// <summary>The code of a failure; null is a bug.</summary>
    public static int Of(FailureKind? kind) => kind switch
    {
        FailureKind.Failed => Failed,
        FailureKind.Invalid => Invalid,
        FailureKind.Unavailable => Unavailable,
        FailureKind.Conflict => Conflict,
        FailureKind.Corrupt => Corrupt,
        _ => Bug,
    };
}
