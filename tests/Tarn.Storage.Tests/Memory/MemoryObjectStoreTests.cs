using Tarn.Storage.Memory;

namespace Tarn.Storage.Tests.Memory;

public sealed class MemoryObjectStoreTests : ObjectStoreConformance, IDisposable
{
    private readonly MemoryObjectStore _store = new("test");

    protected override IObjectStore Store => _store;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_the_caller_does_to_its_bytes_later_changes_nothing()
    {
        var mine = Bytes("abc");
        await _store.CreateAsync("o", mine);
        mine[0] = (byte)'x';
        (await _store.ReadAsync("o"))[1] = (byte)'x';
        Text(await _store.ReadAsync("o")).ShouldBe("abc");
    }

    [Fact]
    public async Task Local_copies_go_when_the_store_is_disposed()
    {
        await _store.CreateAsync("o", Bytes("abc"));
        var copy = await _store.LocalPathAsync("o");
        _store.Dispose();
        File.Exists(copy).ShouldBeFalse();
    }
}
