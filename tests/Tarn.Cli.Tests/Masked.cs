using System.Text.RegularExpressions;

namespace Tarn.Cli.Tests;

/// <summary>
/// Text with what differs from run to run made the same. The whole rule: run ids, commit ids, snapshot ids, times, lengths of time, file
/// sizes, ids of tables and of files, the vendor's port and the test's folder are each replaced by one example; then runs of blanks inside a line become two.
/// </summary>
internal static partial class Masked
{
    public static string Text(string text, string? folder = null)
    {
        if (folder is not null)
            text = text.Replace(folder, "/work", StringComparison.Ordinal);
        text = RunId().Replace(text, "20260604-091400-3f9a1c");
        text = Uuid().Replace(text, "4dbb4c23-16cd-41f5-803e-c91c32ff8cc5");
        text = TableFolder().Replace(text, "-0dda4440/metadata");
        text = LongId().Replace(text, "3f9a1c0d5e2b47f08a6c1d9e0b3f5a72");
        text = ShortId().Replace(text, "3f9a1c0d5e2b");
        text = Time().Replace(text, "2026-06-04${1}09:14:00Z");
        text = SnapshotId().Replace(text, "4812345678901234");
        text = Took().Replace(text, "0.1 s");
        text = JsonSeconds().Replace(text, "0.1");
        text = JsonBytes().Replace(text, "\"bytes\": 1234");
        text = Ago().Replace(text, "1 s ago");
        text = Size().Replace(text, "1,234 B");
        text = Port().Replace(text, "127.0.0.1:8099");
        return Blanks().Replace(text, "  ");
    }

    /// <summary>The lines of finished steps in the order of the alphabet: steps that do not need each other end in any order.</summary>
    public static string StepsInOrder(string text)
    {
        var lines = text.Split('\n');
        var steps = lines.Where(IsStep).Order(StringComparer.Ordinal).GetEnumerator();
        return string.Join('\n', lines.Select(line => IsStep(line) && steps.MoveNext() ? steps.Current : line));
    }

    private static bool IsStep(string line) => line.StartsWith("  done  ", StringComparison.Ordinal) || line.StartsWith("  skip  ", StringComparison.Ordinal);

    [GeneratedRegex(@"\b\d{8}-\d{6}-[0-9a-f]{6}\b")]
    private static partial Regex RunId();

    [GeneratedRegex(@"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")]
    private static partial Regex Uuid();

    [GeneratedRegex("-[0-9a-f]{8}/metadata")]
    private static partial Regex TableFolder();

    [GeneratedRegex(@"(?<=seconds\\?"":\s?)[0-9.]+")]
    private static partial Regex JsonSeconds();

    [GeneratedRegex("\"bytes\": [0-9]+")]
    private static partial Regex JsonBytes();

    [GeneratedRegex(@"\b[0-9a-f]{32}\b")]
    private static partial Regex LongId();

    [GeneratedRegex(@"\b[0-9a-f]{12}\b")]
    private static partial Regex ShortId();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d([ T])\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)(?!\w)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b\d{13,16}\b")]
    private static partial Regex SnapshotId();

    [GeneratedRegex(@"\b\d+\.\d s\b")]
    private static partial Regex Took();

    [GeneratedRegex(@"\b\d+ (s|min|h) ago\b")]
    private static partial Regex Ago();

    [GeneratedRegex(@"\b[\d,]+ (B|kB)(?![\w])")]
    private static partial Regex Size();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();

    [GeneratedRegex(@"(?<=\S) {2,}(?=\S)")]
    private static partial Regex Blanks();
}
