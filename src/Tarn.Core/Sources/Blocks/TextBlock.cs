using System.Buffers;

namespace Tarn.Sources.Blocks;

/// <summary>
/// A piece of a text file that starts and ends between two records, so that blocks can be read on different threads. Its array comes from the
/// shared pool: dispose it when done.
/// </summary>
public sealed class TextBlock : IDisposable
{
    /// <summary>How many bytes must follow the content in the array, so that the tokeniser can load whole vectors.</summary>
    internal const int Padding = 64;

    private byte[]? _bytes;

    internal TextBlock(byte[] bytes, int length, long firstRow, long firstLine)
    {
        _bytes = bytes;
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
    public ReadOnlySpan<byte> Content => Bytes.AsSpan(0, Length);

    internal byte[] Bytes => _bytes ?? throw new ObjectDisposedException(nameof(TextBlock));

    /// <summary>A block of its own from bytes at hand; the bytes are copied.</summary>
    public static TextBlock Copy(ReadOnlySpan<byte> content, long firstRow = 0, long firstLine = 1, string? fault = null)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(content.Length + Padding);
        content.CopyTo(bytes);
        return new TextBlock(bytes, content.Length, firstRow, firstLine) { Fault = fault };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
            ArrayPool<byte>.Shared.Return(bytes);
    }
}
