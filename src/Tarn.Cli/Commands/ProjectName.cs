using System.Text;
using System.Text.RegularExpressions;

namespace Tarn.Cli.Commands;

/// <summary>Names of projects: <c>[a-z][a-z0-9_-]*</c>.</summary>
internal static partial class ProjectName
{
    /// <summary>The name itself.</summary>
    /// <exception cref="TarnException">Invalid, <c>usage.name</c>.</exception>
    public static string Check(string name) => Shape().IsMatch(name)
        ? name
        : throw new TarnException(FailureKind.Invalid, new Problem(
            "usage.name", $"'{name}' is not a project's name.", "--name", "Use lower-case letters, digits, '_' and '-', and begin with a letter."));

    /// <summary>A name made from a folder's.</summary>
    public static string From(string folder)
    {
        var name = Strange().Replace(folder.ToLowerInvariant(), "-").Trim('-', '_').TrimStart("0123456789-_".ToCharArray());
        return name.Length > 0 ? name : "project";
    }

    /// <summary>A tarn.yml with another name.</summary>
    public static byte[] Write(byte[] yaml, string name) =>
        Encoding.UTF8.GetBytes(Line().Replace(Encoding.UTF8.GetString(yaml), "name: " + name, 1));

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]*\z", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex("[^a-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Strange();

    [GeneratedRegex("^name: .*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Line();
}
