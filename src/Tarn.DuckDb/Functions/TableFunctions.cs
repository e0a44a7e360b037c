using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

/// <summary>
/// Table functions over the C API. DuckDB binds a call (the source is known), starts a scan for each execution, a reader for each of its
/// threads, and asks each for chunk after chunk. No exception leaves a callback: each becomes the error of its query.
/// </summary>
internal static unsafe partial class TableFunctions
{
    public static void Register(ConnectionHandle connection, TableFunction function)
    {
        using var native = new TableFunctionHandle(NativeMethods.duckdb_create_table_function());
        NativeMethods.duckdb_table_function_set_name(native, function.Name);
        foreach (var parameter in function.Parameters)
        {
            using var type = LogicalTypeHandle.Of(parameter);
            NativeMethods.duckdb_table_function_add_parameter(native, type);
        }
        NativeMethods.duckdb_table_function_set_extra_info(native, PinnedObject.Keep(function), PinnedObject.Free);
        NativeMethods.duckdb_table_function_set_bind(native, &Bind);
        NativeMethods.duckdb_table_function_set_init(native, &Init);
        NativeMethods.duckdb_table_function_set_local_init(native, &InitThread);
        NativeMethods.duckdb_table_function_set_function(native, &Fill);
        NativeMethods.duckdb_table_function_supports_projection_pushdown(native, true);
        if (NativeMethods.duckdb_register_table_function(connection, native) != NativeMethods.Success)
            throw new DuckDbException(DuckDbErrorType.Catalog, $"DuckDB refuses the table function '{function.Name}'.");
    }

    private sealed record Bound(TableFunction Function, ITableSource Source);

    private sealed class Scan(Bound bound, int[] columns, ITableScan scan) : IDisposable
    {
        public Bound Bound => bound;

        /// <summary>For each column of the chunk its place in the source; -1 for the row id that a count reads.</summary>
        public int[] Columns => columns;

        public ITableScan Rows => scan;

        public void Dispose() => scan.Dispose();
    }

    private sealed class ThreadScan(Scan scan) : IDisposable
    {
        private readonly ITableReader _reader = scan.Rows.OpenReader();
        private readonly int[] _places = [.. Enumerable.Range(0, scan.Columns.Length).Where(i => scan.Columns[i] >= 0)];
        private ChunkWriter? _writer;

        public int Fill(ChunkView chunk)
        {
            _writer ??= new ChunkWriter(scan.Bound.Source.Columns, WantedOf(scan.Columns));
            _writer.Attach(chunk, _places);
            var rows = _reader.Fill(_writer);
            return rows >= 0 && rows <= ChunkWriter.RowsMax
                ? rows
                : throw new InvalidOperationException($"{_reader.GetType().Name}.Fill gave {rows} rows; a chunk has room for {ChunkWriter.RowsMax}.");
        }

        public void Dispose() => _reader.Dispose();
    }

    private static int[] WantedOf(int[] columns) => [.. columns.Where(c => c >= 0)];
}
