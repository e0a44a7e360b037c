using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;

namespace Tarn.Engine;

/// <summary>Rows of a data file.</summary>
/// <param name="File">The file.</param>
/// <param name="Rows">Which rows, from 0.</param>
public sealed record FileRows(DataFile File, RowPositions Rows);
