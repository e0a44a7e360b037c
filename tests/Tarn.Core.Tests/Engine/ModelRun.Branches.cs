using Tarn.Core.Tests.Catalog;

namespace Tarn.Core.Tests.Engine;

/// <content>Branches.</content>
internal sealed partial class ModelRun
{
    private async Task ForkAsync()
    {
        var name = _model.WereSealed.Count > 0 && _random.Next(6) is 0 ? Pick(_model.WereSealed) : $"dev/{_model.Next()}";
        if (_model.Open.ContainsKey(name) || _model.Sealed.ContainsKey(name) || _model.Open.Count > 4)
            return;
        var isNamed = _random.Next(2) is 0;
        var from = isNamed ? Pick(_model.Open.Keys.Concat(_model.Sealed.Keys)) : Pick(_model.Commits).Id;
        var commit = !isNamed ? from : _model.Open.TryGetValue(from, out var head) ? head : _model.Sealed[from];
        if ((isNamed && _model.Sealed.ContainsKey(from)) || !_model.MayFork(commit))
            await RefusedAsync("catalog.fork-of-sealed", () => Catalog.CreateBranchAsync(BranchName.Parse(name), from));
        else if (_model.WereSealed.Contains(name))
            await RefusedAsync("catalog.name-sealed", () => Catalog.CreateBranchAsync(BranchName.Parse(name), from));
        else
            _model.Open[name] = (await Catalog.CreateBranchAsync(BranchName.Parse(name), from)).Commit;
    }

    private async Task SealAsync()
    {
        var name = Pick(_model.Open.Keys);
        if (name == "main")
            return;
        await Catalog.SealBranchAsync(BranchName.Parse(name));
        _model.Sealed[name] = _model.Open[name];
        _model.Open.Remove(name);
        _model.WereSealed.Add(name);
        await RefusedAsync("catalog.branch-sealed", () => Catalog.CommitAsync(Entries.Request(BranchName.Parse(name), "late")));
    }

    private async Task DeleteAsync()
    {
        var name = Pick(_model.Open.Keys.Concat(_model.Sealed.Keys));
        if (name == "main")
            return;
        await Catalog.DeleteBranchAsync(BranchName.Parse(name));
        _model.Open.Remove(name);
        _model.Sealed.Remove(name);
    }

    private async Task RefusedAsync(string code, Func<Task> work)
    {
        var failure = await Should.ThrowAsync<TarnException>(work);
        failure.Problems[0].Code.ShouldBe(code);
        _counts.Count($"refused {code}");
    }
}
