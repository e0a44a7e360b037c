namespace Tarn.DuckDb.Native;

/// <summary>duckdb_database. The instance ends when this and all of its connections are closed.</summary>
internal sealed class DatabaseHandle(nint pointer) : NativeHandle(pointer)
{
    /// <summary>Opens a file, or a database in memory when the path is null.</summary>
    public static DatabaseHandle Open(string? path, ConfigHandle config)
    {
        if (NativeMethods.duckdb_open_ext(path, out var pointer, config, out var error) == NativeMethods.Success)
            return new DatabaseHandle(pointer);
        var text = NativeMethods.TakeText(error);
        throw ErrorText.Read(text).ToException(null, null);
    }

    public ConnectionHandle Connect() => NativeMethods.duckdb_connect(this, out var pointer) == NativeMethods.Success
        ? new ConnectionHandle(pointer)
        : throw new DuckDbException(DuckDbErrorType.Connection, "DuckDB gave no connection to an open database.");

    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_close(ref pointer);
}
