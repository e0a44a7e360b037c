using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]

namespace Tarn.DuckDb.Native;

/// <summary>The C API of DuckDB 1.5, in chapters as duckdb.h groups it. No deprecated function is declared but one: see <c>NativeMethods.Prepared.cs</c>.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "duckdb";

    /// <summary>What every function that can fail returns when it did not.</summary>
    public const int Success = 0;

    [LibraryImport(Library)]
    public static partial void duckdb_free(void* pointer);

    [LibraryImport(Library)]
    public static partial nint duckdb_library_version();

    /// <summary>The text at a pointer that DuckDB keeps; null for a null pointer.</summary>
    public static string? Text(nint pointer) => Marshal.PtrToStringUTF8(pointer);

    /// <summary>The text at a pointer that becomes ours: read and freed.</summary>
    public static string TakeText(nint pointer)
    {
        var text = Marshal.PtrToStringUTF8(pointer) ?? "";
        duckdb_free((void*)pointer);
        return text;
    }
}
