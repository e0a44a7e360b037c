using Tarn.DuckDb.Sessions;

namespace Tarn.Engine;

/// <summary>What one query runs on.</summary>
/// <param name="Connection">Shows the tables that the query names.</param>
/// <param name="Own">The session, where it is the query's alone.</param>
internal sealed record QuerySession(DuckDbConnection Connection, LakeSession? Own) : IDisposable
{
    public void Dispose()
    {
        Connection.Dispose();
        Own?.Dispose();
    }
}
