using Tarn.Engine;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Engine;

public sealed class FileSchemasTests : IDisposable
{
    private readonly DeletesScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_footer_is_read_once_a_process()
    {
        var file = _scene.DataFile("select 1 as id, 'a' as name", "id: 7, name: 9").Path;
        var files = new TableFiles(new LocalObjectStore(_scene.Folder));
        var schemas = new FileSchemas();
        var first = (await schemas.ReadAsync(_scene.Connection, files, [file, file], default))[1];
        first.Columns.Select(column => (column.Name, column.FieldId)).ShouldBe([("id", 7), ("name", 9)]);
        File.Delete(new Uri(file).LocalPath);
        (await schemas.ReadAsync(_scene.Connection, files, [file], default)).Single().ShouldBeSameAs(first);
        await Should.ThrowAsync<Exception>(() => new FileSchemas().ReadAsync(_scene.Connection, files, [file], default));
    }
}
