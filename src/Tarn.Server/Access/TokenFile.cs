using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tarn.Server.Access;

/// <summary>
/// The bearers a server lets in: a text file with a line <c>name scope sha256</c> for each token, scope <c>read</c> or <c>write</c>. The
/// tokens themselves are kept nowhere. Lines that start with '#' and empty ones do not count.
/// </summary>
public sealed partial class TokenFile
{
    private readonly Dictionary<string, Caller> _callerOfHash = new(StringComparer.Ordinal);

    private TokenFile() { }

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="TarnException">Invalid <c>serve.tokens</c>: every line that is wrong.</exception>
    public static TokenFile Parse(string text, string path)
    {
        var file = new TokenFile();
        var problems = new List<Problem>();
        foreach (var (at, line) in text.Split('\n').Select(line => line.Trim()).Index())
        {
            if (line.Length > 0 && line[0] != '#' && file.Add(line) is { } wrong)
                problems.Add(new Problem("serve.tokens", wrong, $"{path}:{at + 1}", "Write 'name read' or 'name write' and the token's SHA-256: printf %s \"$TOKEN\" | sha256sum"));
        }
        if (problems.Count == 0 && file._callerOfHash.Count == 0)
            problems.Add(new Problem("serve.tokens", "The file has no token.", path, "Write a line for each: name, read or write, SHA-256 of the token."));
        return problems.Count == 0 ? file : throw new TarnException(FailureKind.Invalid, problems);
    }

    /// <summary>Whose token it is; null when it is nobody's.</summary>
    public Caller? CallerOf(string token) =>
        _callerOfHash.GetValueOrDefault(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));

    private string? Add(string line)
    {
        if (Line().Match(line) is not { Success: true } match)
            return "The line is not 'name scope sha256'.";
        var (name, hash) = (match.Groups["name"].Value, match.Groups["hash"].Value.ToLowerInvariant());
        var scope = match.Groups["scope"].Value == "write" ? AccessScope.Write : AccessScope.Read;
        if (_callerOfHash.Values.Any(other => other.Name == name))
            return $"There are two tokens of the name '{name}'.";
        return _callerOfHash.TryAdd(hash, new Caller(name, scope)) ? null : $"The token of '{name}' stands in a line before.";
    }

    [GeneratedRegex(@"\A(?<name>[A-Za-z0-9][A-Za-z0-9._@-]*)\s+(?<scope>read|write)\s+(?<hash>[0-9A-Fa-f]{64})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
