using Microsoft.Extensions.Hosting;

namespace Tarn.Server.IcebergRest;

/// <summary>Whoever starts the server stops it: it does not listen for signals by itself.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
