using System.Collections.Immutable;
using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;

namespace Tarn.Core.Tests.Engine;

/// <content>Reverts.</content>
internal sealed partial class ModelRun
{
    private async Task RevertAsync()
    {
        var branch = Pick(_model.Open.Keys);
        var line = _model.Line(_model.Open[branch]).SkipLast(1).Take(6).ToList();
        if (line.Count == 0)
            return;
        var commit = Pick(line);
        var request = new RevertRequest { Branch = BranchName.Parse(branch), Commits = [commit.Id], Author = "anna", Message = "revert", Replay = _world.Replay };
        var plan = Names.Where(name => At(commit.Id, name)?.State != At(commit.Parents[0], name)?.State)
            .ToImmutableSortedDictionary(name => name, name => Undone(At(commit.Parents[0], name), At(commit.Id, name), At(_model.Open[branch], name)));
        if (IsUndone(line, commit))
            await RefusedAsync("revert.done", () => Catalog.RevertAsync(request));
        else if (plan.Values.All(one => one.Verdict is ModelVerdict.Goes && !one.Changes))
            await RefusedAsync("revert.nothing", () => Catalog.RevertAsync(request));
        else
            await RevertAsync(branch, request, plan);
        _log.Add($"reverted {commit.ShortId} on {branch}: {_model.Open[branch]}");
        await CheckAsync(branch, _model.Open[branch]);
    }

    private async Task RevertAsync(string branch, RevertRequest request, ImmutableSortedDictionary<string, (ModelVerdict Verdict, ModelTable? Result, bool Changes)> plan)
    {
        var verdict = plan.Values.Max(one => one.Verdict);
        bool? isRefused = null;
        try
        {
            if (_random.Next(3) is 0)
                isRefused = (await Catalog.PreviewRevertAsync(request)).Conflicts.Count > 0;
            var made = (await Catalog.RevertAsync(request)).Made!;
            isRefused.ShouldNotBe(true);
            verdict.ShouldNotBe(ModelVerdict.Clashes, $"{Text(plan)}: {string.Join("; ", plan.Keys.Select(name => $"{name} before {At(_model.Commit(request.Commits[0]).Parents[0], name)} after {At(request.Commits[0], name)} now {At(_model.Open[branch], name)}"))}");
            _counts.Count($"revert {verdict} made");
            var after = plan.Aggregate(_model.Head(branch), (all, one) => one.Value.Result is { } table ? all.SetItem(one.Key, table) : all.Remove(one.Key));
            _model.Made(made, Settled(made, _model.Head(branch), after));
            _model.Open[branch] = made.Id;
        }
        catch (TarnException e) when (e.Problems[0].Code == "revert.nothing")
        {
            verdict.ShouldBe(ModelVerdict.May, Text(plan));
            foreach (var (name, one) in plan)
                one.Result?.Told.ShouldBe(At(_model.Open[branch], name)?.Told);
            _counts.Count($"revert {verdict} had nothing to do");
        }
        catch (TarnException e)
        {
            e.Problems.ShouldAllBe(problem => problem.Code == "revert.conflict");
            verdict.ShouldNotBe(ModelVerdict.Goes, $"{Text(plan)}; {e.Message}");
            plan.Where(one => one.Value.Verdict is ModelVerdict.Clashes).Select(one => one.Key).ShouldBeSubsetOf(e.Problems.Select(problem => problem.Where!));
            isRefused.ShouldNotBe(false);
            _counts.Count($"revert {verdict} refused");
        }
    }

    private (ModelVerdict Verdict, ModelTable? Result, bool Changes) Undone(ModelTable? before, ModelTable? after, ModelTable? now)
    {
        if (now?.State == after?.State)
            return (ModelVerdict.Goes, before, true);
        if (now?.State == before?.State)
            return (ModelVerdict.Goes, now, false);
        if (before is null || after is null || now is null || before.Table != after.Table || now.Table != after.Table)
            return (ModelVerdict.Clashes, null, true);
        return (ModelMerge.Undo(before, after, now), ModelMerge.Joined(after, before, now, _model.Next(), new ModelDeed(_model.Next(), ModelWork.Undo, null)), true);
    }

    /// <summary>Whether a later revert of it stands.</summary>
    private static bool IsUndone(IEnumerable<CatalogCommit> line, CatalogCommit commit)
    {
        var undone = new HashSet<string>();
        foreach (var later in line.TakeWhile(one => one.Id != commit.Id))
        {
            if (!undone.Contains(later.Id) && later.Properties.TryGetValue(LakeCatalog.RevertsProperty, out var id))
                undone.Add(id);
        }
        return undone.Contains(commit.Id);
    }
}
