using System.Text;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Iceberg.Tests.Metadata;

public sealed class FileSystemTableTests : IDisposable
{
    private readonly MemoryObjectStore _store = new("lake");
    private readonly TableFiles _files;

    public FileSystemTableTests() => _files = new TableFiles(_store, [new PrefixRewrite("hdfs://old/warehouse", _store.Location)]);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("2\n", "v1.metadata.json v2.metadata.json", "v2.metadata.json")]
    [InlineData("1", "v1.metadata.json v2.gz.metadata.json v3.metadata.json.gz v5.metadata.json", "v3.metadata.json.gz")]
    [InlineData("7", "v1.metadata.json v2.metadata.json", "v2.metadata.json")]
    [InlineData("00002-ab", "00001-cd.metadata.json 00002-ab.metadata.json 00003-ef.metadata.json", "00002-ab.metadata.json")]
    [InlineData(null, "v9.metadata.json v10.metadata.json snap-11.avro 12.json", "v10.metadata.json")]
    [InlineData(null, "00009-ab.gz.metadata.json 00010-ab.metadata.json", "00010-ab.metadata.json")]
    public async Task The_newest_metadata_of_a_folder_is_found(string? hint, string names, string newest)
    {
        foreach (var name in names.Split(' '))
            await PutAsync(name, "{}");
        if (hint is not null)
            await PutAsync("version-hint.text", hint);
        (await FileSystemTable.NewestAsync(_files, "hdfs://old/warehouse/db/t/")).ShouldBe("hdfs://old/warehouse/db/t/metadata/" + newest);
    }

    [Fact]
    public async Task A_metadata_file_is_its_own_answer() =>
        (await FileSystemTable.NewestAsync(_files, "s3://elsewhere/t/metadata/v1.gz.metadata.json")).ShouldBe("s3://elsewhere/t/metadata/v1.gz.metadata.json");

    [Fact]
    public async Task A_folder_without_metadata_is_no_table() =>
        (await Should.ThrowAsync<IcebergException>(() => FileSystemTable.NewestAsync(_files, "hdfs://old/warehouse/db/t"))).Kind.ShouldBe(IcebergFault.Invalid);

    private Task<bool> PutAsync(string name, string text) => _store.CreateAsync($"db/t/metadata/{name}", Encoding.UTF8.GetBytes(text));
}
