using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>What a request wants to commit, decided on one commit of the branch.</summary>
/// <param name="Changes">The entries; none commits nothing.</param>
/// <param name="Message">What for.</param>
internal sealed record CatalogWrite(IReadOnlyList<TableWrite> Changes, string Message)
{
    /// <summary>More facts for whoever reads the log.</summary>
    public IReadOnlyList<(string Name, string Value)> Properties { get; init; } = [];
}
