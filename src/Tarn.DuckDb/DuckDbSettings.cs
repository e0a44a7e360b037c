namespace Tarn.DuckDb;

/// <summary>How a database is opened.</summary>
public sealed record DuckDbSettings
{
    /// <summary>The file; null for a database in memory.</summary>
    public string? Path { get; init; }

    /// <summary>Threads that run queries; null for one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>DuckDB's memory_limit, such as '2GB'; null for 80 % of the machine. The process takes about a quarter more.</summary>
    public string? MemoryLimit { get; init; }

    /// <summary>Where queries spill; null for a folder of this process in the system's temporary folder, made when needed.</summary>
    public string? TempDirectory { get; init; }

    /// <summary>Whether <c>DuckDbConnection.Progress</c> tells anything.</summary>
    public bool TracksProgress { get; init; } = true;

    /// <summary>Any other option by DuckDB's name, such as preserve_insertion_order = false. These go last.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
