using System.Globalization;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Sessions;

/// <summary>An open database. Connections, functions and sources of rows belong to it; any thread may connect. Dispose it last.</summary>
public sealed partial class DuckDbDatabase : IDisposable
{
    private readonly DatabaseHandle _handle;
    private readonly CallbackFailures _failures = new();
    private readonly StreamSources _streams = new();
    private readonly bool _tracksProgress;

    private DuckDbDatabase(DatabaseHandle handle, bool tracksProgress)
    {
        _handle = handle;
        _tracksProgress = tracksProgress;
    }

    /// <summary>Opens or creates a database. Throws <see cref="DuckDbException"/>, also for settings that DuckDB refuses.</summary>
    public static DuckDbDatabase Open(DuckDbSettings settings)
    {
        using var config = ConfigHandle.Of(Options(settings));
        var database = new DuckDbDatabase(DatabaseHandle.Open(settings.Path, config), settings.TracksProgress);
        try
        {
            database.RegisterStreams();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A new connection: cheap, and one for each query that runs at the same time. It is not for two threads at once.</summary>
    public DuckDbConnection Connect()
    {
        var connection = new DuckDbConnection(_handle.Connect(), _failures);
        if (_tracksProgress)
            TrackProgress(connection);
        return connection;
    }

    /// <summary>Closes the database. It lives on until its last connection is disposed.</summary>
    public void Dispose() => _handle.Dispose();

    private static Dictionary<string, string> Options(DuckDbSettings settings)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["errors_as_json"] = "true",
            ["temp_directory"] = settings.TempDirectory ?? Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"tarn-duckdb-{Environment.ProcessId}")),
        };
        if (settings.Threads is { } threads)
            options["threads"] = threads.ToString(CultureInfo.InvariantCulture);
        if (settings.MemoryLimit is { } memory)
            options["memory_limit"] = memory;
        foreach (var (name, value) in settings.Options)
            options[name] = value;
        return options;
    }

    /// <summary>Without these duckdb_query_progress stays at -1. They are settings of a session; where the configuration is locked, progress stays unknown.</summary>
    private static void TrackProgress(DuckDbConnection connection)
    {
        try
        {
            connection.Execute("set enable_progress_bar = true; set enable_progress_bar_print = false; set progress_bar_time = 0");
        }
        catch (DuckDbException e) when (e.ErrorType is DuckDbErrorType.InvalidInput or DuckDbErrorType.Permission)
        {
            // 'lock_configuration' holds.
        }
    }
}
