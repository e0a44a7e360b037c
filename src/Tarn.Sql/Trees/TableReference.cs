namespace Tarn.Sql.Trees;

/// <summary>A table that a query reads, as it is written there.</summary>
/// <param name="Catalog">The catalog; empty when none is written.</param>
/// <param name="Schema">The schema; empty when none is written.</param>
/// <param name="Name">The name.</param>
public sealed record TableReference(string Catalog, string Schema, string Name)
{
    /// <summary>The parts that are written, with dots between.</summary>
    public override string ToString() => string.Join('.', new[] { Catalog, Schema, Name }.Where(part => part.Length > 0));
}
