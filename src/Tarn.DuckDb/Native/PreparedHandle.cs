namespace Tarn.DuckDb.Native;

/// <summary>duckdb_prepared_statement.</summary>
internal sealed class PreparedHandle(nint pointer) : NativeHandle(pointer)
{
    public int ParameterCount => (int)NativeMethods.duckdb_nparams(this);

    public int ColumnCount => (int)NativeMethods.duckdb_prepared_statement_column_count(this);

    public static unsafe PreparedHandle Of(ConnectionHandle connection, string sql, CallbackFailures? failures = null)
    {
        fixed (byte* text = Utf8.Terminated(sql))
            return Checked(NativeMethods.duckdb_prepare(connection, text, out var pointer), pointer, sql, failures);
    }

    public static PreparedHandle Checked(int state, nint pointer, string sql, CallbackFailures? failures)
    {
        var prepared = new PreparedHandle(pointer);
        if (state == NativeMethods.Success)
            return prepared;
        var error = prepared.IsInvalid ? null : NativeMethods.Text(NativeMethods.duckdb_prepare_error(prepared));
        prepared.Dispose();
        throw ErrorText.Read(error ?? "DuckDB could not prepare the statement.").ToException(sql, failures);
    }

    /// <summary>The column as it will come; its type is Invalid while parameters leave it open.</summary>
    public DuckDbColumn Column(int index)
    {
        using var type = new LogicalTypeHandle(NativeMethods.duckdb_prepared_statement_column_logical_type(this, (ulong)index));
        var name = NativeMethods.TakeText(NativeMethods.duckdb_prepared_statement_column_name(this, (ulong)index));
        return new DuckDbColumn(name, type.Read());
    }

    /// <summary>The parameter's name as written behind $, or its number.</summary>
    public string ParameterName(int position) => NativeMethods.TakeText(NativeMethods.duckdb_parameter_name(this, (ulong)position));

    /// <summary>The position, from 1, of a named parameter; null when there is none.</summary>
    public int? PositionOf(string name) =>
        NativeMethods.duckdb_bind_parameter_index(this, out var index, name) == NativeMethods.Success ? (int)index : null;

    public bool Bind(int position, object? value)
    {
        using var native = Values.Of(value);
        return NativeMethods.duckdb_bind_value(this, (ulong)position, native) == NativeMethods.Success;
    }

    public void ClearBindings() => _ = NativeMethods.duckdb_clear_bindings(this);

    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_prepare(ref pointer);
}
