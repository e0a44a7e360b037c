using Tarn.Engine;
using Tarn.Iceberg;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Tests.Deletes;

namespace Tarn.Core.Tests.Engine;

public sealed class PositionDeletesTests : IDisposable
{
    private readonly DeletesScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Vectors_and_files_are_sorted_by_the_data_files_they_concern()
    {
        var vector = _scene.Vector("file:///a", VectorWriter.Blob([0, 2], withRuns: false));
        var both = _scene.DeleteFile("select unnest(['file:///c', 'file:///b', 'file:/b', 'file:///c', 'file:///a']) as file_path, unnest(range(5)) as pos", "file_path: 2147483546, pos: 2147483545");
        var other = _scene.PositionDeletes("file:///c", "select 7");
        var found = await ReadAsync(("file:///a", [vector]), ("file:///b", [both]), ("file:///c", [both, other]), ("file:///d", [both, other]));
        found.ShouldBe(["file:///a 0 2", "file:///b 1 2", "file:///c 0 3 7"]);
    }

    [Fact]
    public async Task A_file_of_deletes_does_not_reach_a_data_file_that_it_does_not_concern()
    {
        var deletes = _scene.PositionDeletes("file:///a", "select 7");
        (await ReadAsync(("file:///a", []), ("file:///b", [deletes]))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_vector_that_is_not_what_its_manifest_tells_is_refused()
    {
        var vector = _scene.Vector("file:///a", VectorWriter.Blob([0, 2], withRuns: false));
        await RefusedAsync(vector with { RecordCount = 3 }, "the deletion vector at byte 4 has 2 rows where its manifest tells 3.");
        await RefusedAsync(vector with { ContentSizeBytes = 30 }, "the deletion vector tells a length of 36 at byte 0 where 22 bytes lie.");
        await RefusedAsync(vector with { Format = "PARQUET" }, "a deletion vector without format puffin, content_offset and content_size_in_bytes.");
    }

    private async Task RefusedAsync(DataFile vector, string told)
    {
        var refusal = await Should.ThrowAsync<IcebergException>(() => ReadAsync(("file:///a", [vector])));
        (refusal.Kind, refusal.Message, refusal.Location).ShouldBe((IcebergFault.Corrupt, $"{vector.Path}: {told}", vector.Path));
    }

    private async Task<IReadOnlyList<string>> ReadAsync(params (string Path, DataFile[] Deletes)[] files)
    {
        var plan = new ScanPlan
        {
            Files = [.. files.Select(f => new ScanFile(new DataFile { Path = f.Path, RecordCount = 10, FileBytes = 1 }, 1, [.. f.Deletes.Select(d => new ScanDelete(d, 2))]))],
        };
        var found = await new PositionDeletes(_scene.Tables.Files, _scene.Connection).ReadAsync(plan, TestContext.Current.CancellationToken);
        return [.. found.Select(f => $"{f.Key} {string.Join(' ', f.Value.All())}").Order(StringComparer.Ordinal)];
    }
}
