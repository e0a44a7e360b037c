namespace Tarn.DuckDb.Native;

/// <summary>duckdb_extracted_statements: a text split into its statements.</summary>
internal sealed class ExtractedHandle(nint pointer) : NativeHandle(pointer)
{
    public int Count { get; private init; }

    public static unsafe ExtractedHandle Of(ConnectionHandle connection, string sql)
    {
        fixed (byte* text = Utf8.Terminated(sql))
        {
            var count = NativeMethods.duckdb_extract_statements(connection, text, out var pointer);
            var statements = new ExtractedHandle(pointer) { Count = (int)count };
            if (count > 0 || NativeMethods.Text(NativeMethods.duckdb_extract_statements_error(statements)) is not { Length: > 0 } error)
                return statements;
            statements.Dispose();
            throw ErrorText.Read(error).ToException(sql, null);
        }
    }

    /// <summary>Prepares one of the statements. Those before it must have run: it is bound against what they left.</summary>
    public PreparedHandle Prepare(ConnectionHandle connection, int index, string sql, CallbackFailures failures)
    {
        var state = NativeMethods.duckdb_prepare_extracted_statement(connection, this, (ulong)index, out var pointer);
        return PreparedHandle.Checked(state, pointer, sql, failures);
    }

    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_extracted(ref pointer);
}
