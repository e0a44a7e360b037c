namespace Tarn.DuckDb.Columns;

/// <summary>Whether a chunk is still there; its readers share it.</summary>
internal sealed class ChunkLife
{
    public bool Over { get; set; }

    public void Check()
    {
        if (Over)
            throw new ObjectDisposedException(nameof(DuckDbChunk), "The chunk is over: the next one was fetched, or the result is disposed. Copy what you keep.");
    }
}
