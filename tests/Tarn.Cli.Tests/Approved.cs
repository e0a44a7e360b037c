using System.Runtime.CompilerServices;

namespace Tarn.Cli.Tests;

/// <summary>Compares text with the file beside the test, <c>Test.method.approved.txt</c>; TARN_APPROVE=1 renews it.</summary>
internal static class Approved
{
    public static void Text(string actual, string extension = "txt", [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}.approved.{extension}");
        var text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("TARN_APPROVE") == "1")
            File.WriteAllText(path, text);
        File.Exists(path).ShouldBeTrue($"{path} is not there; TARN_APPROVE=1 writes it.");
        ShouldBeSame(text, File.ReadAllText(path).ReplaceLineEndings("\n"), path);
    }

    /// <summary>Fails with the first lines that differ, since the texts are long.</summary>
    public static void ShouldBeSame(string actual, string approved, string path)
    {
        var (lines, wanted) = (actual.Split('\n'), approved.Split('\n'));
        for (var i = 0; i < Math.Max(lines.Length, wanted.Length); i++)
            lines.ElementAtOrDefault(i).ShouldBe(wanted.ElementAtOrDefault(i), $"{path}, line {i + 1}");
    }
}
