using System.Runtime.CompilerServices;

namespace Tarn.Core.Tests;

/// <summary>Text that is approved whole, in a file. TARN_APPROVE=1 renews it.</summary>
internal static class Approved
{
    /// <summary>Holds text against <c>name</c> beside the test, or against a path from the repository's root when it has a '/'.</summary>
    public static void Match(string text, string name, [CallerFilePath] string testFile = "")
    {
        var path = name.Contains('/', StringComparison.Ordinal) ? Path.Combine(Root, name) : Path.Combine(Path.GetDirectoryName(testFile)!, name);
        if (Environment.GetEnvironmentVariable("TARN_APPROVE") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        File.Exists(path).ShouldBeTrue($"{path} is not there; run with TARN_APPROVE=1 and read what it writes.");
        text.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), $"{path}: if the new text is right, run with TARN_APPROVE=1.");
    }

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "Tarn.slnx")) ? from : FindRoot(Path.GetDirectoryName(from)!);
}
