using System.Collections.Immutable;
using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;

namespace Tarn.Core.Tests.Engine;

/// <content>Merges.</content>
internal sealed partial class ModelRun
{
    private async Task MergeAsync()
    {
        var (source, target) = (Pick(_model.Open.Keys.Concat(_model.Sealed.Keys)), Pick(_model.Open.Keys));
        if (source == target)
            return;
        var options = new MergeOptions { Author = "anna", Message = "merge", Replay = _world.Replay, NoFastForward = _random.Next(2) is 0 };
        var (from, into) = (BranchName.Parse(source), BranchName.Parse(target));
        if (_model.Sealed.ContainsKey(source) || !_model.MayMerge(source, target))
            await RefusedAsync("merge.sealed", () => Catalog.MergeAsync(from, into, options));
        else
            await MergeAsync((source, from), (target, into), options);
        _log.Add($"merged {source} into {target}: {_model.Open[target]}");
        await CheckAsync(target, _model.Open[target]);
    }

    private async Task MergeAsync((string Name, BranchName Branch) source, (string Name, BranchName Branch) target, MergeOptions options)
    {
        var plan = await PlanAsync(_model.Open[source.Name], _model.Open[target.Name]);
        var verdict = plan.Values.Select(one => one.Verdict).DefaultIfEmpty(ModelVerdict.Goes).Max();
        var states = await StatesAsync(_model.Open[source.Name], _model.Open[target.Name]);
        var told = _random.Next(3) is 0 ? await Catalog.PreviewMergeAsync(source.Branch, target.Branch, _world.Replay) : null;
        try
        {
            var merged = await Catalog.MergeAsync(source.Branch, target.Branch, options);
            verdict.ShouldNotBe(ModelVerdict.Clashes, $"of {source.Name} into {target.Name}: {Text(plan)}{states}");
            told?.Conflicts.ShouldBeEmpty();
            _counts.Count($"merge {verdict}{(plan.Values.Any(one => one.IsJoined) ? " joined" : "")} made");
            if (merged is MergeResult.Merged)
                _model.Made(merged.Head, await TakenAsync(merged.Head, _model.Open[source.Name], Settled(merged.Head, _model.Head(target.Name), plan.Where(one => one.Value.Result is not null).ToImmutableSortedDictionary(one => one.Key, one => one.Value.Result!))));
            _model.Open[target.Name] = merged.Head.Id;
        }
        catch (TarnException e)
        {
            e.Problems.ShouldAllBe(problem => problem.Code == "merge.conflict");
            verdict.ShouldNotBe(ModelVerdict.Goes, $"of {source.Name} into {target.Name}: {Text(plan)}; {e.Message}{states}");
            plan.Where(one => one.Value.Verdict is ModelVerdict.Clashes).Select(one => one.Key).ShouldBeSubsetOf(e.Problems.Select(problem => problem.Where!));
            told?.Conflicts.Select(conflict => conflict.Table.ToString()).ShouldBe(e.Problems.Select(problem => problem.Where));
            _counts.Count($"merge {verdict} refused");
        }
    }

    /// <summary>What becomes of each name; null is none.</summary>
    private async Task<ImmutableSortedDictionary<string, (ModelVerdict Verdict, ModelTable? Result, bool IsJoined)>> PlanAsync(string source, string target)
    {
        var nearest = (await Catalog.MergeBaseAsync(source, target)).Id;
        var bases = _model.Bases(source, target);
        bases.ShouldContain(nearest);
        var crossed = bases.Count > 1 && source != nearest && target != nearest;
        return Names.ToImmutableSortedDictionary(name => name, name =>
        {
            var (from, mine, theirs) = (At(nearest, name), At(source, name), At(target, name));
            return crossed && mine?.State != theirs?.State && bases.Any(other => At(other, name)?.State != from?.State)
                ? (ModelVerdict.Clashes, null, false)
                : Merged(from, mine, theirs);
        });
    }

    private (ModelVerdict Verdict, ModelTable? Result, bool IsJoined) Merged(ModelTable? from, ModelTable? mine, ModelTable? theirs)
    {
        if (mine?.State == from?.State || mine?.State == theirs?.State)
            return (ModelVerdict.Goes, theirs, false);
        if (theirs?.State == from?.State)
            return (ModelVerdict.Goes, mine, false);
        if (from is null || mine is null || theirs is null || from.Table != mine.Table || from.Table != theirs.Table)
            return (ModelVerdict.Clashes, null, false);
        return (ModelMerge.Join(from, mine, theirs, _world.HasRowIds), ModelMerge.Joined(from, mine, theirs, _model.Next(), new ModelDeed(_model.Next(), ModelWork.Join, null)), true);
    }

    /// <summary>The three states of each table, for whoever looks into a failure.</summary>
    private async Task<string> StatesAsync(string source, string target)
    {
        var nearest = (await Catalog.MergeBaseAsync(source, target)).Id;
        return string.Concat(Names.Select(name => $"\n{name} base   {At(nearest, name)}\n{name} source {At(source, name)}\n{name} target {At(target, name)}"));
    }

    /// <summary>Where a commit leaves a table as it is, so does the model: nothing was left to do.</summary>
    private static ImmutableSortedDictionary<string, ModelTable> Settled(
        CatalogCommit made, ImmutableSortedDictionary<string, ModelTable> before, ImmutableSortedDictionary<string, ModelTable> after)
    {
        var changed = made.Changes.Select(change => change.Table.ToString()).ToHashSet();
        return after.ToImmutableSortedDictionary(one => one.Key, one => changed.Contains(one.Key) ? one.Value : before.GetValueOrDefault(one.Key, one.Value));
    }

    /// <summary>Where a merge made a table the very one of the source, so does the model.</summary>
    private async Task<ImmutableSortedDictionary<string, ModelTable>> TakenAsync(CatalogCommit made, string source, ImmutableSortedDictionary<string, ModelTable> after)
    {
        var tree = await Catalog.TreeAtAsync(source);
        foreach (var change in made.Changes.Where(change => change.After is not null))
        {
            if (await tree.FindAsync(change.Table) == change.After)
                after = after.SetItem(change.Table.ToString(), At(source, change.Table.ToString())!);
        }
        return after;
    }

    private ModelTable? At(string commit, string name) => _model.Of(commit).GetValueOrDefault(name);

    private static string Text<T>(ImmutableSortedDictionary<string, (ModelVerdict Verdict, ModelTable? Result, T More)> plan) =>
        string.Join(", ", plan.Select(one => $"{one.Key} {one.Value.Verdict}"));
}
