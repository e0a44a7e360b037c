using Tarn.Lakehouse;

namespace Tarn.Cli.Reports;

/// <summary>A small answer, read whole.</summary>
internal sealed record DemoTable(IReadOnlyList<QueryColumn> Columns, IReadOnlyList<object?[]> Rows);
