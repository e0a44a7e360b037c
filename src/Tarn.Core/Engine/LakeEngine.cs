using System.Globalization;
using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Deletes;

namespace Tarn.Engine;

/// <summary>
/// The engine of an open lake: DuckDB in memory. Nothing in it outlives the process. Safe for
/// threads; a connection is not.
/// </summary>
public sealed class LakeEngine : IDisposable
{
    private readonly DuckDbDatabase _database;
    private readonly LiveRows _liveRows = new();
    private readonly OpenPartitions _openPartitions = new();
    private long _lastCatalog;

    private LakeEngine(DuckDbDatabase database, string scratchFolder)
    {
        (_database, ScratchFolder) = (database, scratchFolder);
        foreach (var function in BucketFunctions.All.Append(_liveRows.Function).Append(_openPartitions.Function))
            database.RegisterScalar(function);
    }

    /// <summary>A folder for files on their way; what lies there may be dropped at any time.</summary>
    public string ScratchFolder { get; }

    /// <summary>Opens an engine.</summary>
    public static LakeEngine Open(EngineSettings settings)
    {
        Directory.CreateDirectory(settings.ScratchFolder);
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["temp_directory"] = Path.Combine(settings.ScratchFolder, "spill"),
            ["autoinstall_known_extensions"] = "false",
            ["autoload_known_extensions"] = "false",
            ["preserve_insertion_order"] = "false",
        };
        if (settings.Threads is { } threads)
            options["threads"] = threads.ToString(CultureInfo.InvariantCulture);
        if (settings.MemoryBytesMax is { } bytes)
            options["memory_limit"] = $"{bytes}B";
        var database = DuckDbDatabase.Open(new DuckDbSettings { Options = options, TracksProgress = false });
        using var connection = database.Connect();
        connection.Execute("set global TimeZone = 'UTC'");
        return new LakeEngine(database, settings.ScratchFolder);
    }

    /// <summary>A connection for work that names no table.</summary>
    public DuckDbConnection Connect() => _database.Connect();

    /// <summary>Lets queries read rows that C# gives.</summary>
    public StreamRegistration AddStream(ITableSource source) => _database.AddStream(source);

    /// <summary>Lends the deleted rows of a scan's files, in the order the scan names them, to SQL; null for a file without.</summary>
    internal LiveRowsLease Lend(IReadOnlyList<RowPositions?> deleted) => _liveRows.Add(deleted);

    /// <summary>Begins a write that keeps at most so many partitions open.</summary>
    internal OpenPartitionsLease LendPartitions(int openMax) => _openPartitions.Add(openMax);

    /// <summary>A new, empty catalog for a session; its name.</summary>
    internal string AttachCatalog()
    {
        var name = $"lake_{Interlocked.Increment(ref _lastCatalog)}";
        using var connection = _database.Connect();
        connection.Execute($"attach ':memory:' as {name}");
        return name;
    }

    /// <summary>A connection whose unqualified names are a catalog's.</summary>
    internal DuckDbConnection Connect(string catalog)
    {
        var connection = _database.Connect();
        connection.Execute($"use {catalog}");
        return connection;
    }

    internal void DetachCatalog(string catalog)
    {
        using var connection = _database.Connect();
        connection.Execute($"detach {catalog}");
    }

    /// <summary>Closes the engine and drops its scratch; connections must be closed before.</summary>
    public void Dispose()
    {
        _database.Dispose();
        if (Directory.Exists(ScratchFolder))
            Directory.Delete(ScratchFolder, recursive: true);
    }
}
