using System.Collections.Concurrent;
using Tarn.Project;
using Tarn.Sources.Blocks;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rows;

/// <summary>Learns the shape of JSON pages by reading their records.</summary>
public static class ShapeReader
{
    private const int GlimpseBytes = 1 << 20;

    /// <summary>The shape of all sound records, read on several threads. It is the same however many threads read.</summary>
    public static JsonShape Learn(IReadOnlyList<PageFile> pages, FileFormat format, int? threadsMax = null)
    {
        using var pieces = new JsonPages(pages, format, page => BlockReader.Open(page.Path));
        var learned = new ConcurrentDictionary<int, JsonShape>();
        var threads = threadsMax ?? Environment.ProcessorCount;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => LearnPieces(pieces, learned));
        var shape = new JsonShape();
        foreach (var (_, piece) in learned.OrderBy(l => l.Key))
            shape.Merge(piece);
        return shape;
    }

    /// <summary>The shape of the first records: those of the first piece, and of as many more as stand in 1 MiB.</summary>
    public static JsonShape Glimpse(IReadOnlyList<PageFile> pages, FileFormat format)
    {
        using var pieces = new JsonPages(pages, format, page => BlockReader.Open(page.Path));
        var shape = new JsonShape();
        for (var bytes = 0; bytes < GlimpseBytes && pieces.Next() is { Block: { } block } piece; bytes += block.Length)
        {
            Observe(shape, piece, block);
            block.Dispose();
        }
        return shape;
    }

    private static void LearnPieces(JsonPages pieces, ConcurrentDictionary<int, JsonShape> learned)
    {
        while (pieces.Next() is { Block: { } block } piece)
        {
            var shape = new JsonShape();
            Observe(shape, piece, block);
            block.Dispose();
            learned[piece.Sequence] = shape;
        }
    }

    private static void Observe(JsonShape shape, JsonPiece piece, TextBlock block)
    {
        if (piece.Records is { } records)
            shape.ObservePage(block.Content, records);
        else
            shape.ObserveLines(block);
    }
}
