using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

internal static unsafe partial class TableFunctions
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint info)
    {
        var function = PinnedObject.Get<TableFunction>(NativeMethods.duckdb_bind_get_extra_info(info));
        try
        {
            var source = function.Source(Arguments(info));
            foreach (var column in source.Columns)
            {
                using var type = LogicalTypeHandle.Of(column.Type);
                NativeMethods.duckdb_bind_add_result_column(info, column.Name, type);
            }
            if (source.RowCount is { } rows)
                NativeMethods.duckdb_bind_set_cardinality(info, (ulong)rows, exact: true);
            NativeMethods.duckdb_bind_set_bind_data(info, PinnedObject.Keep(new Bound(function, source)), PinnedObject.Free);
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_bind_set_error(info, function.Failures.Add(e));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Init(nint info)
    {
        var bound = PinnedObject.Get<Bound>(NativeMethods.duckdb_init_get_bind_data(info));
        try
        {
            var columns = Columns(info, bound.Source.Columns.Count);
            var rows = bound.Source.Open(WantedOf(columns));
            NativeMethods.duckdb_init_set_init_data(info, PinnedObject.Keep(new Scan(bound, columns, rows)), PinnedObject.Free);
            NativeMethods.duckdb_init_set_max_threads(info, (ulong)Math.Max(1, rows.ThreadsMax));
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_init_set_error(info, bound.Function.Failures.Add(e));
        }
    }

    /// <summary>Keeps nothing but an empty place: what the scan is, DuckDB tells the thread only when it fills.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void InitThread(nint info)
    {
        try
        {
            NativeMethods.duckdb_init_set_init_data(info, PinnedObject.Keep(new ThreadPlace()), PinnedObject.Free);
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_init_set_error(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(nint info, nint chunk)
    {
        var scan = PinnedObject.Get<Scan>(NativeMethods.duckdb_function_get_init_data(info));
        try
        {
            var place = PinnedObject.Get<ThreadPlace>(NativeMethods.duckdb_function_get_local_init_data(info));
            place.Scan ??= new ThreadScan(scan);
            var view = new ChunkView(chunk);
            view.SetRowCount(place.Scan.Fill(view));
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_function_set_error(info, scan.Bound.Function.Failures.Add(e));
        }
    }

    private static int[] Columns(nint info, int count)
    {
        var columns = new int[(int)NativeMethods.duckdb_init_get_column_count(info)];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = NativeMethods.duckdb_init_get_column_index(info, (ulong)i);
            columns[i] = column < (ulong)count ? (int)column : -1;
        }
        return columns;
    }

    private static List<object?> Arguments(nint info)
    {
        var arguments = new List<object?>();
        for (ulong i = 0, count = NativeMethods.duckdb_bind_get_parameter_count(info); i < count; i++)
        {
            using var value = new ValueHandle(NativeMethods.duckdb_bind_get_parameter(info, i));
            arguments.Add(Native.Values.Read(value));
        }
        return arguments;
    }

    private sealed class ThreadPlace : IDisposable
    {
        public ThreadScan? Scan { get; set; }

        public void Dispose() => Scan?.Dispose();
    }
}
