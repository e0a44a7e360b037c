namespace Tarn.Storage.Local;

/// <content>The one write.</content>
public sealed partial class LocalObjectStore
{
    /// <inheritdoc/>
    public Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        var path = PathOf(key);
        return RunAsync(path, () => Create(path, content), cancel);
    }

    /// <inheritdoc/>
    public Task<bool> CreateFromFileAsync(string key, string localFile, CancellationToken cancel = default)
    {
        var path = PathOf(key);
        return RunAsync(path, () => CreateFromFile(path, Path.GetFullPath(localFile)), cancel);
    }

    private bool Create(string path, ReadOnlyMemory<byte> content)
    {
        if (IsThere(path))
            return false;
        var written = WriteBeside(file => file.Write(content.Span));
        try
        {
            return Publish(written, path);
        }
        finally
        {
            File.Delete(written);
        }
    }

    private bool CreateFromFile(string path, string localFile)
    {
        if (IsThere(path))
            return false;
        // A symbolic link would be linked itself, not what it points to.
        if (!OperatingSystem.IsWindows() && new FileInfo(localFile).LinkTarget is null)
        {
            Sync(localFile);
            var error = Link(localFile, path);
            if (!Posix.MeansCopy(error))
                return Linked(error, localFile, path);
        }
        return CreateFromCopy(path, localFile);
    }

    private bool CreateFromCopy(string path, string localFile)
    {
        using var source = new FileStream(localFile, FileMode.Open, FileAccess.Read);
        var copy = WriteBeside(source.CopyTo);
        try
        {
            var created = Publish(copy, path);
            if (created)
                File.Delete(localFile);
            return created;
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static bool IsThere(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"Could not create '{path}': it is a folder of other objects.");
        if (!File.Exists(path))
            return false;
        // Whoever linked it may not have synced it yet, and the caller will count on it.
        DurableFolders.SyncNames(Path.GetDirectoryName(path)!);
        return true;
    }

    private string WriteBeside(Action<FileStream> write)
    {
        var path = Path.Join(_temporary, Path.GetRandomFileName());
        _folders.Ensure(_temporary);
        try
        {
            using var file = OpenBeside(path);
            write(file);
            file.Flush(flushToDisk: true);
            return path;
        }
        catch (Exception failure)
        {
            File.Delete(path);
            if (failure is UnauthorizedAccessException)
                throw;
            throw new IOException($"Could not write '{path}': {failure.Message}", failure);
        }
    }

    private FileStream OpenBeside(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (DirectoryNotFoundException)
        {
            _folders.Forget(_temporary);
            _folders.Ensure(_temporary);
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
    }

    private bool Publish(string written, string path) =>
        OperatingSystem.IsWindows() ? MoveIntoPlace(written, path) : Linked(Link(written, path), source: null, path);

    private int Link(string existing, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        _folders.Ensure(folder);
        var error = Posix.Link(existing, path);
        if (!Posix.MeansMissing(error))
            return error;
        _folders.Forget(folder);
        _folders.Ensure(folder);
        return Posix.Link(existing, path);
    }

    private static bool Linked(int error, string? source, string path)
    {
        if (error != 0 && !Posix.MeansExists(error))
            throw Posix.Failure(error, "link into place", path);
        if (error != 0)
            return Lost(path);
        DurableFolders.SyncNames(Path.GetDirectoryName(path)!);
        if (source is not null)
            File.Delete(source);
        return true;
    }

    private static bool Lost(string path)
    {
        _ = IsThere(path);
        return false;
    }

    private bool MoveIntoPlace(string written, string path)
    {
        _folders.Ensure(Path.GetDirectoryName(path)!);
        try
        {
            File.Move(written, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static void Sync(string path)
    {
        using var file = File.OpenHandle(path);
        RandomAccess.FlushToDisk(file);
    }
}
