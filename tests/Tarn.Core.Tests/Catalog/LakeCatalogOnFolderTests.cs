using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Catalog;

public sealed class LakeCatalogOnFolderTests : LakeCatalogTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tarn-catalog-");
    private LocalObjectStore? _store;

    protected override IObjectStore Store => _store ??= new LocalObjectStore(_folder.FullName);

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return base.DisposeAsync();
    }
}
