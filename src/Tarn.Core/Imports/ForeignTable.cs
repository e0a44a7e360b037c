using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>A table as another engine left it, read where it lies.</summary>
/// <param name="Location">Its metadata file.</param>
/// <param name="Metadata">What that says.</param>
/// <param name="Outside">The folders outside of the lake that its files are read in; empty for a table that lies in the lake.</param>
public sealed record ForeignTable(string Location, TableMetadata Metadata, IReadOnlyList<PrefixRewrite> Outside);
