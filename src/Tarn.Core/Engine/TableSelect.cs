namespace Tarn.Engine;

/// <summary>The SELECT that reads a table, for as long as it is not disposed.</summary>
/// <param name="Sql">The SELECT.</param>
/// <param name="Leases">What was lent to it, the deleted rows it leaves out for one; empty when nothing was.</param>
public sealed record TableSelect(string Sql, IReadOnlyList<IDisposable> Leases) : IDisposable
{
    /// <summary>Takes back what was lent to the SELECT.</summary>
    public void Dispose()
    {
        foreach (var lease in Leases)
            lease.Dispose();
    }
}
