using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial int duckdb_create_config(out nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_set_config(ConfigHandle config, string name, string option);

    [LibraryImport(Library)]
    public static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int duckdb_open_ext(string? path, out nint database, ConfigHandle config, out nint error);

    [LibraryImport(Library)]
    public static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    public static partial int duckdb_connect(DatabaseHandle database, out nint connection);

    [LibraryImport(Library)]
    public static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library)]
    public static partial void duckdb_interrupt(ConnectionHandle connection);

    [LibraryImport(Library)]
    public static partial NativeProgress duckdb_query_progress(ConnectionHandle connection);
}
