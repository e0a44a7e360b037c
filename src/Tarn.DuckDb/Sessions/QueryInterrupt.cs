namespace Tarn.DuckDb.Sessions;

/// <summary>A token tied to a running statement.</summary>
internal sealed class QueryInterrupt(DuckDbConnection connection, CancellationToken cancel) : IDisposable
{
    private readonly CancellationTokenRegistration _registration = cancel.Register(connection.Interrupt);

    public void ThrowIfCancelled() => cancel.ThrowIfCancellationRequested();

    public void Dispose() => _registration.Dispose();
}
