namespace Tarn.Engine;

/// <summary>What the engine may use of the machine.</summary>
public sealed record EngineSettings
{
    /// <summary>A folder for scratch, made when missing; on the lake's own file system where that is local, so that finished files are linked, not copied.</summary>
    public required string ScratchFolder { get; init; }

    /// <summary>Threads of all queries together; null takes one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>Memory for queries in bytes; null takes half of the machine's. The process uses about a quarter more than this.</summary>
    public long? MemoryBytesMax { get; init; }
}
