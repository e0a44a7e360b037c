namespace Tarn.Cli.Tests.Scenarios;

/// <summary>The starter project after its first run; tests of one class share it.</summary>
public sealed class RanProject : IAsyncLifetime
{
    private readonly FreshFolder _folder = new();

    public string Location => _folder.PathOf("shop");

    /// <summary>What <c>tarn run --json</c> printed.</summary>
    public string Run { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "shop");
        Run = await TarnProgram.OutputAsync(Location, ExitCodes.Ok, "run", "--json");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
