using System.Collections.Concurrent;
using Tarn.Project;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rows;

/// <summary>Learns the shape of JSON pages by reading all their records, on several threads.</summary>
public static class ShapeReader
{
    /// <summary>The shape of all sound records. It is the same however many threads read.</summary>
    public static JsonShape Learn(IReadOnlyList<PageFile> pages, FileFormat format, int? threadsMax = null)
    {
        using var pieces = new JsonPages(pages, format);
        var learned = new ConcurrentDictionary<int, JsonShape>();
        var threads = threadsMax ?? Environment.ProcessorCount;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => LearnPieces(pieces, learned));
        var shape = new JsonShape();
        foreach (var (_, piece) in learned.OrderBy(l => l.Key))
            shape.Merge(piece);
        return shape;
    }

    private static void LearnPieces(JsonPages pieces, ConcurrentDictionary<int, JsonShape> learned)
    {
        while (pieces.Next() is { Block: { } block } piece)
        {
            var shape = new JsonShape();
            if (piece.Records is { } records)
                shape.ObservePage(block.Content, records);
            else
                shape.ObserveLines(block);
            block.Dispose();
            learned[piece.Sequence] = shape;
        }
    }
}
