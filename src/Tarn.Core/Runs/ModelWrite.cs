using Tarn.Catalog;
using Tarn.Models;

namespace Tarn.Runs;

/// <summary>A model that is to be written.</summary>
/// <param name="Model">The model.</param>
/// <param name="Before">What its name holds; null when nothing.</param>
/// <param name="Sql">The rendered query.</param>
internal sealed record ModelWrite(Model Model, TableEntry? Before, string Sql)
{
    /// <summary>True to keep the rows that are there.</summary>
    public required bool IsIncremental { get; init; }

    /// <summary>What the snapshot tells beside its counts.</summary>
    public required IReadOnlyDictionary<string, string> Summary { get; init; }
}
