using System.Text;

namespace Tarn.Cli.Tests;

/// <summary>
/// The README's console blocks are run, in one fresh folder, in their order, with <c>./tarn</c> standing for the program that was built. What
/// they print must be what stands there, but for what <see cref="Masked"/> makes the same. TARN_APPROVE=1 writes the outputs anew.
/// </summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Path.Combine(Repository.Root, "README.md");

    [Fact]
    public async Task The_tour_prints_what_the_readme_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tour is written for a Unix shell.");
        var written = await File.ReadAllTextAsync(Readme);
        var replayed = await ReplayAsync(written);
        if (Environment.GetEnvironmentVariable("TARN_APPROVE") == "1" && Comparable(replayed) != Comparable(written))
            await File.WriteAllTextAsync(Readme, written = replayed);
        Approved.ShouldBeSame(Comparable(replayed), Comparable(written), Readme);
    }

    private static async Task<string> ReplayAsync(string readme)
    {
        using var folder = new FreshFolder();
        folder.Write("tarn", $"#!/bin/sh\nexec '{TarnProgram.Binary}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.PathOf("tarn"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var text = new StringBuilder();
        var (inConsole, inOutput) = (false, false);
        foreach (var line in readme.Split('\n')[..^1])
        {
            var fence = line.StartsWith("```", StringComparison.Ordinal);
            if (fence)
                inConsole = line == "```console";
            inOutput = inConsole && !fence && (inOutput || line.StartsWith("$ ", StringComparison.Ordinal));
            if (!inOutput || line.StartsWith("$ ", StringComparison.Ordinal))
                text.Append(line).Append('\n');
            if (inOutput && line.StartsWith("$ ", StringComparison.Ordinal))
                text.Append(await ShellAsync(folder, line[2..]));
        }
        return text.ToString();
    }

    private static async Task<string> ShellAsync(FreshFolder folder, string command)
    {
        using var shell = TarnProgram.Start("/bin/sh", folder.Location, ["-c", $"{{ {command}; }} 2>&1"], new Dictionary<string, string> { ["TARN_COMMAND"] = "./tarn" });
        shell.StandardInput.Close();
        return (await TarnProgram.EndAsync(shell)).Out.Replace(folder.Location, "/work", StringComparison.Ordinal);
    }

    private static string Comparable(string text) => Masked.Text(Masked.StepsInOrder(text));
}
