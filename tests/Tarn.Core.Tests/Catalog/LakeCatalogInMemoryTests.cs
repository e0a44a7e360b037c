using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Catalog;

public sealed class LakeCatalogInMemoryTests : LakeCatalogTests
{
    private readonly MemoryObjectStore _store = new("lake");

    protected override IObjectStore Store => _store;

    public override ValueTask DisposeAsync()
    {
        _store.Dispose();
        return base.DisposeAsync();
    }
}
