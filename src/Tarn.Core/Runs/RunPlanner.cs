using System.Security.Cryptography;
using System.Text;

namespace Tarn.Runs;

/// <summary>Decides what a run does. Pure: no clock, no I/O; the plan is what <c>tarn plan</c> prints and what the executor does.</summary>
public static class RunPlanner
{
    /// <summary>
    /// Lands come first, a model after what it reads, a table's audit after the table and before anything that reads it; an audit that looks at
    /// several tables waits for all of them; publishing waits for everything. An audit that looks at no table is done where everything is run.
    /// </summary>
    /// <param name="inventory">What could be run.</param>
    /// <param name="selection">What is to be run.</param>
    /// <param name="target">The branch it is published to.</param>
    public static IReadOnlyList<PlannedStep> Plan(RunInventory inventory, RunSelection selection, BranchName target)
    {
        var writers = Writers(inventory, selection);
        var audits = inventory.Audits.Where(a => a.Reads.Count == 0 ? selection.IsAll : a.Reads.Any(writers.ContainsKey)).ToList();
        var guards = Guards(audits);
        IEnumerable<(RunStep Step, string Definition)> steps =
        [
            (new RunStep.OpenBranch(), ""),
            .. inventory.Lands.Where(l => selection.Has(l.Table)).Select(LandStep),
            .. inventory.Models.Where(m => selection.Has(m.Table)).Select(ModelStep),
            .. audits.Select(AuditStep),
        ];
        var ordered = InOrder([.. steps]);
        return WithFingerprints([.. ordered, (new RunStep.Publish(target, [.. ordered.Select(s => s.Step.Id)]), target.Value)]);

        (RunStep, string) LandStep(RunInventory.LandItem l) =>
            (new RunStep.Land(l.Source, l.Resource, l.Table, ["open"]), l.Fingerprint);

        (RunStep, string) ModelStep(RunInventory.ModelItem m) =>
            (new RunStep.Transform(m.Name, m.Table, m.Materialization, Needs(m.Reads.Where(r => r != m.Table), writers, guards)), m.Fingerprint);

        (RunStep, string) AuditStep(RunInventory.AuditItem a) =>
            (new RunStep.Audit(a.Subject, a.Checks, Needs(a.Reads, writers, Guards([]))), a.Fingerprint);
    }

    private static Dictionary<TableName, string> Writers(RunInventory inventory, RunSelection selection) =>
        inventory.Lands.Select(l => (l.Table, Id: $"land:{l.Source}.{l.Resource}"))
            .Concat(inventory.Models.Select(m => (m.Table, Id: $"model:{m.Table}")))
            .Where(w => selection.Has(w.Table))
            .DistinctBy(w => w.Table)
            .ToDictionary(w => w.Table, w => w.Id);

    /// <summary>A table with an audit of its own is read only after that audit.</summary>
    private static Dictionary<TableName, string> Guards(IReadOnlyList<RunInventory.AuditItem> audits) =>
        audits.Where(a => TableName.TryParse(a.Subject) is not null && a.Reads.All(r => r.ToString() == a.Subject))
            .ToDictionary(a => TableName.Parse(a.Subject), a => $"audit:{a.Subject}");

    private static IReadOnlyList<string> Needs(
        IEnumerable<TableName> reads, Dictionary<TableName, string> writers, Dictionary<TableName, string> guards)
    {
        var needs = reads.Distinct()
            .Select(r => writers.TryGetValue(r, out var writer) ? guards.GetValueOrDefault(r, writer) : null)
            .OfType<string>()
            .ToList();
        return needs.Count == 0 ? ["open"] : needs;
    }

    /// <summary>Each step after what it needs; otherwise as given, so that the plan reads like the project.</summary>
    private static List<(RunStep Step, string Definition)> InOrder(IReadOnlyList<(RunStep Step, string Definition)> steps)
    {
        var ordered = new List<(RunStep, string)>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var waiting = steps.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(s => s.Step.Needs.All(placed.Contains));
            if (next < 0)
                throw new InvalidOperationException($"Steps need each other: {string.Join(", ", waiting.Select(s => s.Step.Id))}.");
            placed.Add(waiting[next].Step.Id);
            ordered.Add(waiting[next]);
            waiting.RemoveAt(next);
        }
        return ordered;
    }

    /// <summary>A step's fingerprint covers its definition and those of all it needs, so that a change is seen by everything after it.</summary>
    private static List<PlannedStep> WithFingerprints(IReadOnlyList<(RunStep Step, string Definition)> steps)
    {
        var prints = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (step, definition) in steps)
        {
            var text = string.Join('\n', step.Needs.Select(n => prints[n]).Append(definition).Append(step.Id));
            prints[step.Id] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        }
        return [.. steps.Select(s => new PlannedStep(s.Step, prints[s.Step.Id]))];
    }
}
