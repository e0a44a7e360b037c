namespace Tarn.Engine;

/// <summary>A file that COPY wrote into scratch.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Answer">The row of RETURN_STATS on it.</param>
internal sealed record CopiedFile(string Path, long Rows, long Bytes, object?[] Answer)
{
    /// <summary>The partition it belongs to; empty when there are none.</summary>
    public IReadOnlyList<object?> Partition { get; init; } = [];
}
