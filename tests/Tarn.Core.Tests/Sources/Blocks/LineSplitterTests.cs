using FsCheck;
using FsCheck.Fluent;
using Tarn.Sources.Blocks;

namespace Tarn.Core.Tests.Sources.Blocks;

public sealed class LineSplitterTests
{
    [Fact]
    public void Lines_and_blank_lines_are_counted_as_one_by_one()
    {
        var signs = Gen.Elements("\n", "\n", "\r", "\r\n", "\n\n", "a", "a record of some length");
        var texts = Gen.Choose(0, 60).SelectMany(n => signs.ArrayOf(n)).Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (text, isEnd) =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            LineSplitter.Scan(bytes, isEnd).ShouldBe(OneByOne(text, isEnd));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_return_after_the_last_whole_vector_counts() =>
        LineSplitter.Scan("123456789012345678901234567890\n\r\n"u8, isEnd: false).ShouldBe(new RecordExtent(33, 1, 2));

    private static RecordExtent OneByOne(string text, bool isEnd)
    {
        var end = isEnd ? text.Length : text.LastIndexOf('\n') + 1;
        var lines = text[..end].Split('\n').ToList();
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return new RecordExtent(end, lines.Count(l => l is not ("" or "\r")), lines.Count);
    }
}
