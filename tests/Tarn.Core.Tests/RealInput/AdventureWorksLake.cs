using Tarn.Runs;

namespace Tarn.Core.Tests.RealInput;

/// <summary>The lake of all AdventureWorks files after one run, made when a test first asks for it and shared by those that leave its tables as they are.</summary>
public sealed class AdventureWorksLake : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private RealLake? _lake;

    internal RunReport Run { get; private set; } = null!;

    internal async Task<RealLake> AfterOneRunAsync()
    {
        await _gate.WaitAsync();
        try
        {
            return _lake ??= await MadeAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_lake is not null)
            await _lake.DisposeAsync();
        _gate.Dispose();
    }

    private async Task<RealLake> MadeAsync()
    {
        var lake = await RealLake.OpenAsync(AdventureWorksProject.Create());
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Run = await lake.RunAsync();
        TestContext.Current.SendDiagnosticMessage($"AdventureWorks: {Run.Steps.Where(s => s.Kind == "land").Sum(s => s.Rows ?? 0)} rows in {watch.Elapsed.TotalSeconds:0.0} s");
        return lake;
    }
}
