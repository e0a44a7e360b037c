using Tarn.Storage.Local;

namespace Tarn.Sources.Blocks;

/// <summary>
/// A piece of a text file that starts and ends between two records, so that blocks can be read on different threads. Its memory is shared: dispose it when
/// done.
/// </summary>
public sealed class TextBlock : IDisposable
{
    private SharedBlock? _block;

    internal TextBlock(SharedBlock block, int start, int length, long firstRow, long firstLine)
    {
        _block = block;
        Start = start;
        Length = length;
        FirstRow = firstRow;
        FirstLine = firstLine;
    }

    /// <summary>The 0-based place in the file of the block's first record; header and blank lines do not count.</summary>
    public long FirstRow { get; }

    /// <summary>The 1-based line of the file where the block starts.</summary>
    public long FirstLine { get; }

    /// <summary>How many bytes the block has.</summary>
    public int Length { get; }

    /// <summary>Why the block is one record that cannot be read, all of it; null for a block of records.</summary>
    public string? Fault { get; init; }

    /// <summary>The content.</summary>
    public ReadOnlySpan<byte> Content => Bytes.AsSpan(Start, Length);

    /// <summary>Where the content begins in <see cref="Bytes"/>, which hold at least <see cref="SharedBlock.PaddingBytes"/> behind it.</summary>
    internal int Start { get; }

    internal byte[] Bytes => (_block ?? throw new ObjectDisposedException(nameof(TextBlock))).Bytes;

    /// <summary>A block of its own from bytes at hand; the bytes are copied.</summary>
    public static TextBlock Copy(ReadOnlySpan<byte> content, long firstRow = 0, long firstLine = 1, string? fault = null)
    {
        var block = SharedBlock.Rent(content.Length);
        content.CopyTo(block.Bytes.AsSpan(block.Start));
        return new TextBlock(block, block.Start, content.Length, firstRow, firstLine) { Fault = fault };
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _block, null)?.Release();
}
