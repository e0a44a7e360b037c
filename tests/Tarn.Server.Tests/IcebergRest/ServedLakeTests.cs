namespace Tarn.Server.Tests.IcebergRest;

/// <summary>Tests that each have a served lake of their own.</summary>
public abstract class ServedLakeTests : IAsyncLifetime
{
    private protected ServedLake Lake { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lake = await ServedLake.StartAsync();

    public ValueTask DisposeAsync() => Lake.DisposeAsync();

    private protected Task<Answer> MakeNamespaceAsync(string levels, string prefix = "main") =>
        Lake.PostAsync($"v1/{prefix}/namespaces", $$"""{"namespace":[{{string.Join(',', levels.Split('.').Select(level => $"\"{level}\""))}}]}""");
}
