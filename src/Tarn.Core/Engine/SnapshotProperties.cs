using Tarn.Iceberg.Commits;

namespace Tarn.Engine;

/// <summary>What a snapshot's summary tells beside its counts: what users say, and of which step of which run it is. Pure.</summary>
public static class SnapshotProperties
{
    /// <summary>The run that made the snapshot.</summary>
    public const string RunId = "tarn.run-id";

    /// <summary>The step of it: <c>model:gold.daily</c>, <c>land:overdrive.checkouts</c>, <c>publish</c>.</summary>
    public const string Step = "tarn.step";

    private const string Own = "tarn.";

    /// <summary>No properties.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A step's own, over what the user says.</summary>
    public static IReadOnlyDictionary<string, string> Of(RunId run, string step, IReadOnlyDictionary<string, string>? said = null) =>
        new Dictionary<string, string>(said ?? None, StringComparer.Ordinal) { [RunId] = run.Value, [Step] = step };

    /// <summary>Keys that users may not set: those that are counted or told by Tarn and by Iceberg.</summary>
    public static IEnumerable<string> Reserved(IEnumerable<string> keys) =>
        keys.Where(key => key.Length == 0 || key.StartsWith(Own, StringComparison.Ordinal) || SummaryKeys.IsReserved(key)).Order(StringComparer.Ordinal);

    /// <summary>Refuses keys that users may not set.</summary>
    /// <exception cref="TarnException">Invalid <c>table.snapshot-property</c>, with every such key.</exception>
    public static void Check(IReadOnlyDictionary<string, string> properties, string table)
    {
        var problems = Reserved(properties.Keys).Select(key => new Problem(
            "table.snapshot-property", $"'{key}' is not a snapshot property to be set: snapshots tell it themselves.", table, "Take a key of your own, as in ticket=OPS-17.")).ToList();
        if (problems.Count > 0)
            throw new TarnException(FailureKind.Invalid, problems);
    }
}
