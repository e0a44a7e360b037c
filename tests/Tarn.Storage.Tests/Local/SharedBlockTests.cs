using Tarn.Storage.Local;

namespace Tarn.Storage.Tests.Local;

public sealed class SharedBlockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SharedBlock.UsualBytes)]
    [InlineData(SharedBlock.UsualBytes + 1)]
    [InlineData(5_000_000)]
    public void A_block_holds_what_was_asked_for_and_may_be_read_beyond_its_end(int bytes)
    {
        var block = SharedBlock.Rent(bytes);
        (block.End - block.Start).ShouldBeGreaterThanOrEqualTo(bytes);
        (block.Bytes.Length - block.End).ShouldBeGreaterThanOrEqualTo(SharedBlock.PaddingBytes);
        block.Release();
    }

    [Fact]
    public void A_block_begins_at_a_sector_and_ends_at_one()
    {
        var block = SharedBlock.Rent();
        block.IsSector(block.Start).ShouldBeTrue();
        block.IsSector(block.End).ShouldBeTrue();
        block.IsSector(block.Start + 1).ShouldBeFalse();
        block.Release();
    }

    [Fact]
    public void A_block_is_not_given_to_another_before_all_let_go_of_it()
    {
        var block = SharedBlock.Rent();
        block.Retain();
        block.Release();
        var others = Enumerable.Range(0, 100).Select(_ => SharedBlock.Rent()).ToList();
        others.ShouldAllBe(other => other.Bytes != block.Bytes);
        others.ForEach(other => other.Release());
        block.Release();
    }
}
