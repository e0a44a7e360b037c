using Tarn.Catalog;

namespace Tarn.Landing;

/// <summary>A batch that is landed, yet to be committed.</summary>
/// <param name="Tables">The bronze table, and the quarantine's when rows went there, with their new entries.</param>
/// <param name="Rows">Rows taken.</param>
/// <param name="Quarantined">Rows that went to quarantine.</param>
internal sealed record LandedBatch(IReadOnlyDictionary<TableName, TableEntry> Tables, long Rows, long Quarantined);
