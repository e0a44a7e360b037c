using Tarn.DuckDb;
using Tarn.Iceberg;
using Tarn.Sql;
using Tarn.Storage;

namespace Tarn;

/// <summary>The one switch that says what a failure means. Exit codes, retries and the status of every wire follow from it.</summary>
public static class FailureKinds
{
    private const int DiskFullPosix = 28;
    private const int DiskFullWindows = 0x70;

    /// <summary>The kind of a failure; null for a bug of Tarn's.</summary>
    public static FailureKind? Of(Exception failure) => failure switch
    {
        TarnException e => e.Kind,
        IcebergException e => Of(e.Kind),
        JinjaException => FailureKind.Invalid,
        DuckDbNotSerializableException => FailureKind.Invalid,
        DuckDbException { InnerException: { } inner } when Of(inner) is { } kind => kind,
        DuckDbException e => Of(e),
        ObjectNotFoundException or LocationOutsideException => FailureKind.Corrupt,
        IOException or UnauthorizedAccessException or HttpRequestException or TimeoutException => FailureKind.Unavailable,
        AggregateException { InnerExceptions: [var only] } => Of(only),
        _ => null,
    };

    /// <summary>What is wrong, told so that it can be mended.</summary>
    public static IReadOnlyList<Problem> ProblemsOf(Exception failure) => failure switch
    {
        TarnException { InnerException: IOException inner } e when IsDiskFull(inner) => [DiskFull(inner.Message) with { Where = e.Problems[0].Where }],
        TarnException e => e.Problems,
        IcebergException e => [.. (e.Problems.Count == 0 ? [e.Message] : e.Problems).Select(p => new Problem($"iceberg.{Word(e.Kind)}", p, e.Location))],
        JinjaException e => [new Problem("models.jinja", e.What, e.Path is null ? null : $"{e.Path}:{e.Line}:{e.Column}")],
        DuckDbNotSerializableException => [new Problem("models.statement", "It is no SELECT, or a PIVOT that does not list its values.", Next: "Write a SELECT; a PIVOT lists them: pivot ... on kind in ('a', 'b') using count(*).")],
        DuckDbException { InnerException: { } inner } when Of(inner) is not null => ProblemsOf(inner),
        DuckDbException e when IsDiskFull(e.Message) => [DiskFull(e.Message)],
        DuckDbException e => [new Problem($"sql.{Word(e.ErrorType)}", e.Text, Place(e))],
        ObjectNotFoundException e => [new Problem("lake.missing-object", e.Message, e.Location, "Something else deleted it; restore it from a backup of the store.")],
        LocationOutsideException e => [new Problem("lake.outside", e.Message, e.Location, "A table whose files lie elsewhere is taken in with 'tarn table import NAMESPACE.NAME --metadata FILE'.")],
        IOException e when IsDiskFull(e) => [DiskFull(e.Message)],
        IOException or UnauthorizedAccessException => [new Problem("io.failed", failure.Message, Next: "See whether the disk or the store is there and may be written.")],
        HttpRequestException or TimeoutException => [new Problem("source.unavailable", failure.Message, Next: "Try again later.")],
        AggregateException { InnerExceptions: [var only] } => ProblemsOf(only),
        _ => [new Problem("tarn.bug", failure.Message, Next: "This is a bug of Tarn's. Please report it with the lines above.")],
    };

    private static FailureKind Of(IcebergFault fault) => fault switch
    {
        IcebergFault.Conflict => FailureKind.Conflict,
        IcebergFault.Corrupt => FailureKind.Corrupt,
        _ => FailureKind.Invalid,
    };

    private static FailureKind Of(DuckDbException failure) => failure.ErrorType switch
    {
        DuckDbErrorType.IO or DuckDbErrorType.OutOfMemory => FailureKind.Unavailable,
        DuckDbErrorType.Interrupt => FailureKind.Failed,
        _ when IsDiskFull(failure.Message) => FailureKind.Unavailable,
        _ => FailureKind.Invalid,
    };

    private static Problem DiskFull(string message) =>
        new("io.disk-full", $"The disk is full: {message}", Next: "Make room and try again; what was published is as it was.");

    private static string? Place(DuckDbException failure) => failure is { Sql: { } sql, Position: { } at } && at < sql.Length ? $"'{sql[at..Math.Min(sql.Length, at + 40)].ReplaceLineEndings(" ")}'" : null;

    private static bool IsDiskFull(IOException failure) => (failure.HResult & 0xffff) is DiskFullPosix or DiskFullWindows || IsDiskFull(failure.Message);

    private static bool IsDiskFull(string message) => message.Contains("No space left on device", StringComparison.Ordinal);

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
