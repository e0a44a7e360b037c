using System.Buffers;

namespace Tarn.DuckDb.Native;

/// <summary>duckdb_appender. Its calls pass the pointer itself: counting references a value would cost more than the value.</summary>
internal sealed unsafe class AppenderHandle(nint pointer) : NativeHandle(pointer)
{
    private const int StackMax = 512;

    private nint Pointer => IsClosed ? throw new ObjectDisposedException("RowAppender") : handle;

    public static AppenderHandle Of(ConnectionHandle connection, string? catalog, string? schema, string table)
    {
        var state = NativeMethods.duckdb_appender_create_ext(connection, catalog, schema, table, out var pointer);
        var appender = new AppenderHandle(pointer);
        if (state == NativeMethods.Success)
            return appender;
        using (appender)
            throw appender.Failure();
    }

    public bool Add(bool value) => NativeMethods.duckdb_append_bool(Pointer, value) == NativeMethods.Success;

    public bool Add(int value) => NativeMethods.duckdb_append_int32(Pointer, value) == NativeMethods.Success;

    public bool Add(long value) => NativeMethods.duckdb_append_int64(Pointer, value) == NativeMethods.Success;

    public bool Add(float value) => NativeMethods.duckdb_append_float(Pointer, value) == NativeMethods.Success;

    public bool Add(double value) => NativeMethods.duckdb_append_double(Pointer, value) == NativeMethods.Success;

    public bool Add(DateOnly value) => NativeMethods.duckdb_append_date(Pointer, Moments.Days(value)) == NativeMethods.Success;

    public bool Add(TimeOnly value) => NativeMethods.duckdb_append_time(Pointer, Moments.Micros(value)) == NativeMethods.Success;

    public bool Add(DateTime value) => NativeMethods.duckdb_append_timestamp(Pointer, Moments.Micros(value)) == NativeMethods.Success;

    public bool AddNull() => NativeMethods.duckdb_append_null(Pointer) == NativeMethods.Success;

    public bool AddDefault() => NativeMethods.duckdb_append_default(Pointer) == NativeMethods.Success;

    public bool AddValue(object? value)
    {
        using var native = Values.Of(value);
        return NativeMethods.duckdb_append_value(Pointer, native) == NativeMethods.Success;
    }

    public bool Add(ReadOnlySpan<char> value)
    {
        var max = Utf8.LengthMax(value.Length);
        if (max <= StackMax)
        {
            Span<byte> buffer = stackalloc byte[StackMax];
            return AddUtf8(buffer[..Utf8.Write(value, buffer)]);
        }
        var rented = ArrayPool<byte>.Shared.Rent(max);
        try
        {
            return AddUtf8(rented.AsSpan(0, Utf8.Write(value, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public bool AddUtf8(ReadOnlySpan<byte> value)
    {
        byte nothing = 0;
        fixed (byte* text = value)
            return NativeMethods.duckdb_append_varchar_length(Pointer, text == null ? &nothing : text, (ulong)value.Length) == NativeMethods.Success;
    }

    public bool AddBlob(ReadOnlySpan<byte> value)
    {
        byte nothing = 0;
        fixed (byte* data = value)
            return NativeMethods.duckdb_append_blob(Pointer, data == null ? &nothing : data, (ulong)value.Length) == NativeMethods.Success;
    }

    public bool EndRow() => NativeMethods.duckdb_appender_end_row(Pointer) == NativeMethods.Success;

    public bool Flush() => NativeMethods.duckdb_appender_flush(Pointer) == NativeMethods.Success;

    public bool FlushAndClose() => NativeMethods.duckdb_appender_close(Pointer) == NativeMethods.Success;

    public DuckDbException Failure()
    {
        var error = NativeMethods.duckdb_appender_error_data(Pointer);
        var text = ErrorText.Read(
            NativeMethods.Text(NativeMethods.duckdb_error_data_message(error)) ?? "The appender failed.",
            (DuckDbErrorType)NativeMethods.duckdb_error_data_error_type(error));
        NativeMethods.duckdb_destroy_error_data(ref error);
        return text.ToException(null, null);
    }

    /// <summary>duckdb_appender_destroy flushes; what was not flushed on purpose is cleared first, so that an abandoned row is not half of a batch.</summary>
    protected override void Destroy(ref nint pointer)
    {
        _ = NativeMethods.duckdb_appender_clear(pointer);
        _ = NativeMethods.duckdb_appender_destroy(ref pointer);
    }
}
