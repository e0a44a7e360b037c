namespace Tarn.Cli.Terminals;

/// <summary>How figures, times and lengths of time are written for people. Always the same in every place of the world.</summary>
internal static class Words
{
    public static string Count(long count, string one) => $"{count:N0} {(count == 1 ? one : one + "s")}";

    public static string Seconds(double seconds) => seconds < 100 ? $"{seconds:0.0} s" : $"{TimeSpan.FromSeconds(seconds):h\\:mm\\:ss}";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'");

    /// <summary>ISO 8601 in UTC, as JSON has it; fractions only when there are any.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'");

    public static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => $"{bytes:N0} B",
        < 10_000_000 => $"{bytes / 1e3:N0} kB",
        < 10_000_000_000 => $"{bytes / 1e6:N0} MB",
        _ => $"{bytes / 1e9:N1} GB",
    };

    /// <summary>How long ago, in its largest unit.</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 90 } => $"{Math.Max(0, (int)age.TotalSeconds)} s ago",
        { TotalMinutes: < 90 } => $"{(int)age.TotalMinutes} min ago",
        { TotalHours: < 48 } => $"{(int)age.TotalHours} h ago",
        _ => $"{(int)age.TotalDays} days ago",
    };

    /// <summary>The first twelve characters of a commit's id: enough for people, and every command takes it.</summary>
    public static string Short(string id) => id.Length > 12 ? id[..12] : id;
}
