using System.Text;
using Tarn.Sources.Blocks;

namespace Tarn.Core.Tests.Sources.Blocks;

public sealed class BlockReaderTests
{
    [Theory]
    [InlineData(1, 200, 20_000)]
    [InlineData(2, 5_000, 1_000)]
    [InlineData(3, 700_000, 12)]
    [InlineData(4, 3, 400_000)]
    public void Blocks_have_the_files_bytes_in_their_order_and_end_between_lines(int seed, int longest, int lines)
    {
        var bytes = Lines(seed, longest, lines);
        using var reader = new BlockReader(new ShortReads(bytes, seed));
        var (all, rows) = (new List<byte>(), 0L);
        while (reader.Next() is { } block)
        {
            using (block)
            {
                (block.FirstRow, block.Fault, block.Content[^1]).ShouldBe((rows, null, (byte)'\n'));
                rows += block.Content.Count((byte)'\n');
                all.AddRange(block.Content);
            }
        }
        rows.ShouldBe(lines);
        all.ToArray().AsSpan().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public void A_block_keeps_its_bytes_while_the_next_are_read()
    {
        var bytes = Lines(5, 100, 60_000);
        using var reader = new BlockReader(new MemoryStream(bytes));
        var blocks = new List<TextBlock>();
        while (reader.Next() is { } block)
            blocks.Add(block);
        blocks.Count.ShouldBeGreaterThan(3);
        blocks.SelectMany(block => block.Content.ToArray()).ToArray().AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        blocks.ForEach(block => block.Dispose());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_tells_the_encoding_whatever_was_declared(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"zeile {i} äß\n"));
        using var reader = new BlockReader(new MemoryStream([.. encoding.Preamble, .. encoding.GetBytes(text)]), Encoding.ASCII);
        var all = new List<byte>();
        while (reader.Next() is { } block)
        {
            all.AddRange(block.Content);
            block.Dispose();
        }
        Encoding.UTF8.GetString([.. all]).ShouldBe(text);
    }

    [Fact]
    public void A_line_longer_than_allowed_comes_as_a_fault_and_the_next_lines_are_read()
    {
        var bytes = Encoding.UTF8.GetBytes($"a\n{new string('x', 5_000_000)}\nb\n");
        using var reader = new BlockReader(new MemoryStream(bytes)) { RecordBytesMax = 1 << 20 };
        var told = new List<(int Length, bool IsFault)>();
        while (reader.Next() is { } block)
        {
            told.Add((block.Length, block.Fault is not null));
            block.Dispose();
        }
        told[0].ShouldBe((2, false));
        told.Where(block => block.IsFault).ShouldNotBeEmpty();
        told.Sum(block => block.Length).ShouldBe(bytes.Length);
        told[^1].IsFault.ShouldBeFalse();
    }

    private static byte[] Lines(int seed, int longest, int lines)
    {
        var random = new Random(seed);
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, lines).Select(_ => new string((char)('a' + random.Next(26)), 1 + random.Next(longest)) + "\n")));
    }

    /// <summary>A stream that cannot go back and gives as little as it likes.</summary>
    private sealed class ShortReads(byte[] bytes, int seed) : MemoryStream(bytes)
    {
        private readonly Random _random = new(seed);

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + _random.Next(100_000)));
    }
}
