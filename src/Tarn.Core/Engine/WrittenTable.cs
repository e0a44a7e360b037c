using Tarn.Catalog;
using Tarn.Iceberg.Metadata;

namespace Tarn.Engine;

/// <summary>A table after a write, not yet in the catalog.</summary>
/// <param name="Entry">What to commit; the current entry when nothing changed.</param>
/// <param name="Metadata">Its metadata.</param>
/// <param name="Rows">Rows written.</param>
public sealed record WrittenTable(TableEntry.Table Entry, TableMetadata Metadata, long Rows);
