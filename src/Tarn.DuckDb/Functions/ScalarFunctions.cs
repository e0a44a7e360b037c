using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

/// <summary>Scalar functions over the C API. No exception leaves the callback: it becomes the error of its query.</summary>
internal static unsafe class ScalarFunctions
{
    public static void Register(ConnectionHandle connection, ScalarBinding binding)
    {
        var function = binding.Function;
        using var native = new ScalarFunctionHandle(NativeMethods.duckdb_create_scalar_function());
        NativeMethods.duckdb_scalar_function_set_name(native, function.Name);
        foreach (var parameter in function.Parameters)
        {
            using var type = LogicalTypeHandle.Of(parameter);
            NativeMethods.duckdb_scalar_function_add_parameter(native, type);
        }
        Describe(native, function);
        NativeMethods.duckdb_scalar_function_set_extra_info(native, PinnedObject.Keep(binding), PinnedObject.Free);
        NativeMethods.duckdb_scalar_function_set_function(native, &Call);
        if (NativeMethods.duckdb_register_scalar_function(connection, native) != NativeMethods.Success)
            throw new DuckDbException(DuckDbErrorType.Catalog, $"DuckDB refuses the function '{function.Name}'.");
    }

    private static void Describe(ScalarFunctionHandle native, ScalarFunction function)
    {
        using var returns = LogicalTypeHandle.Of(function.Returns);
        NativeMethods.duckdb_scalar_function_set_return_type(native, returns);
        if (function.Rest is { } rest)
        {
            using var type = LogicalTypeHandle.Of(rest);
            NativeMethods.duckdb_scalar_function_set_varargs(native, type);
        }
        if (function.SeesNulls)
            NativeMethods.duckdb_scalar_function_set_special_handling(native);
        if (function.IsVolatile)
            NativeMethods.duckdb_scalar_function_set_volatile(native);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Call(nint info, nint input, nint output)
    {
        var binding = PinnedObject.Get<ScalarBinding>(NativeMethods.duckdb_scalar_function_get_extra_info(info));
        try
        {
            Run(binding, new ChunkView(input), new VectorView(output));
        }
        catch (Exception e)
        {
            NativeMethods.duckdb_scalar_function_set_error(info, binding.Failures.Add(e));
        }
    }

    private static void Run(ScalarBinding binding, ChunkView input, VectorView output)
    {
        var chunk = new DuckDbChunk(input, [.. Enumerable.Range(0, input.ColumnCount).Select(binding.Argument)]);
        var result = ColumnWriter.Of(binding.Function.Returns);
        result.Attach(output, Math.Max(VectorView.RowsMax, chunk.RowCount));
        binding.Function.Body(chunk, result);
        if (!binding.Function.SeesNulls)
            PassNulls(chunk, result);
        chunk.End();
    }

    private static void PassNulls(DuckDbChunk chunk, ColumnWriter result)
    {
        for (var i = 0; i < chunk.ColumnCount; i++)
        {
            var column = chunk.Column(i);
            for (var row = 0; column.MayBeNull && row < chunk.RowCount; row++)
            {
                if (column.IsNull(row))
                    result.SetNull(row);
            }
        }
    }
}
