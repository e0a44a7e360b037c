using System.CommandLine;

namespace Tarn.Cli.Commands;

/// <summary>Options that take what a snapshot's summary tells beside its counts.</summary>
internal static class SnapshotPropertyOption
{
    private const string Name = "--snapshot-property";

    /// <summary>A new one; it may be given more than once.</summary>
    public static Option<string[]> Create() => new(Name)
    {
        Description = "Something for the table's snapshot to tell, as --snapshot-property ticket=OPS-17. May be given more than once.",
        HelpName = "KEY=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The properties by key; a later one wins.</summary>
    /// <exception cref="TarnException">Invalid <c>usage.snapshot-property</c>: all that are not key=value.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IReadOnlyList<string> pairs)
    {
        var wrong = pairs.Where(pair => pair.IndexOf('=', StringComparison.Ordinal) < 1).ToList();
        if (wrong.Count > 0)
            throw new TarnException(FailureKind.Invalid, [.. wrong.Select(pair => new Problem("usage.snapshot-property", $"'{pair}' is not a property.", Name, "Write it as key=value, for example --snapshot-property ticket=OPS-17."))]);
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
            properties[pair[..pair.IndexOf('=', StringComparison.Ordinal)]] = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return properties;
    }
}
