using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Storage.Local;

/// <summary>The calls of POSIX that .NET has no name for: link, open and fsync of a folder, and opening a file past the page cache.</summary>
internal static partial class Posix
{
    /// <summary>EXDEV, EPERM: the two names do not lie on one file system, or this file may not be linked.</summary>
    public static bool MeansCopy(int error) => error is 18 or 1;

    /// <summary>EEXIST.</summary>
    public static bool MeansExists(int error) => error == 17;

    /// <summary>ENOENT.</summary>
    public static bool MeansMissing(int error) => error == 2;

    /// <summary>Gives a file a second name, unless that name is taken. Zero, or the number of the error.</summary>
    public static int Link(string existing, string name) => Native.Link(existing, name) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Makes the names in a folder durable.</summary>
    public static void SyncFolder(string folder)
    {
        var handle = Native.Open(folder, 0);
        if (handle < 0)
            throw Failure(Marshal.GetLastPInvokeError(), "open the folder", folder);
        var error = Native.Sync(handle) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Native.Close(handle);
        // EINVAL: the file system syncs no folders (some FUSE and network ones); there is nothing more to ask of it.
        if (error is not (0 or 22))
            throw Failure(error, "sync the folder", folder);
    }

    /// <summary>Makes a file that is written past the page cache, in whole aligned blocks; null where the system or the file system has no such files.</summary>
    public static SafeFileHandle? CreatePastCache(string path)
    {
        const int writeOnly = 1, create = 0x40, truncate = 0x200, closeOnExec = 0x80000;
        if (!OperatingSystem.IsLinux())
            return null;
        var direct = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x10000 : 0x4000;
        var handle = Native.OpenNew(path, writeOnly | create | truncate | closeOnExec | direct, 0b110_100_100);
        return handle < 0 ? null : new SafeFileHandle(handle, ownsHandle: true);
    }

    /// <summary>The failure as the house tells it.</summary>
    public static IOException Failure(int error, string action, string path) =>
        new($"Could not {action} '{path}': {Marshal.GetPInvokeErrorMessage(error)}.", error);

    private static partial class Native
    {
        [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Link(string existing, string name);

        [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Open(string path, int flags);

        [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int OpenNew(string path, int flags, int mode);

        [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Sync(int handle);

        [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Close(int handle);
    }
}
