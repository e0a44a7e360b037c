using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Engine;

public sealed class LakeSessionTests : IDisposable
{
    private static readonly TableName Orders = TableName.Parse("silver.orders");
    private readonly DeletesScene _scene = new();
    private readonly MemoryObjectStore _store = new("trees");

    public void Dispose()
    {
        _scene.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task A_session_shows_a_table_without_its_deleted_rows_version_by_version()
    {
        var first = await _scene.WriteAsync(null, "select i as id, i % 2 as half from range(6) t(i)");
        var data = (await _scene.DataFilesAsync(first))[0];
        var second = await _scene.AddAsync(first, _scene.PositionDeletes(data, "select 0"));
        var third = await _scene.AddAsync(second, _scene.DeleteFile("select 1::bigint as half", "half: 2", 2));
        using var session = new LakeSession(_scene.Engine, _scene.Tables);
        foreach (var (table, rows) in new[] { (first, "0 1 2 3 4 5"), (second, "1 2 3 4 5"), (third, "2 4"), (second, "1 2 3 4 5") })
            (await IdsAsync(session, table)).ShouldBe(rows);
    }

    [Fact]
    public async Task A_query_of_an_older_version_goes_on_when_the_session_shows_a_newer()
    {
        var first = await _scene.WriteAsync(null, "select i as id from range(200_000) t(i)");
        var data = (await _scene.DataFilesAsync(first))[0];
        first = await _scene.AddAsync(first, _scene.PositionDeletes(data, "select i from range(0, 200_000, 2) t(i)"));
        using var session = new LakeSession(_scene.Engine, _scene.Tables);
        await IdsAsync(session, first, "id < 4");
        using var connection = session.Connect();
        using var result = connection.Query("select id from silver.orders");
        var rows = result.NextChunk()!.RowCount;
        await IdsAsync(session, await _scene.AddAsync(first, _scene.PositionDeletes(data, "select 1")), "id < 4");
        (rows + result.Chunks().Sum(chunk => chunk.RowCount)).ShouldBe(100_000);
    }

    [Fact]
    public async Task Names_of_other_engines_are_read_in_quotes_and_two_that_differ_in_case_not_in_one_session()
    {
        var (one, two) = (await _scene.WriteAsync(null, "select 1 as id"), await _scene.WriteAsync(null, "select 2 as id"));
        var names = new[] { "gold.Größe 2024", "gold.daily-sales", "Gold.Daily", "gold.daily" }.Select(name => TableName.TryParseNested(name)!).ToList();
        var tree = await CatalogTree.Whole(new TreeNodes(new CatalogObjects(_store)), root: null).WithAsync(
            new Dictionary<TableName, TableEntry?> { [names[0]] = one, [names[1]] = two, [names[2]] = one, [names[3]] = two });
        using var session = new LakeSession(_scene.Engine, _scene.Tables);
        await session.ShowAsync(tree, names[..3], TestContext.Current.CancellationToken);
        using (var connection = session.Connect())
        using (var result = connection.Query("select a.id + b.id + c.id from gold.\"Größe 2024\" a, gold.\"daily-sales\" b, \"Gold\".\"Daily\" c"))
            result.Rows().Single()[0]!.ToString().ShouldBe("4");
        var refused = await Should.ThrowAsync<TarnException>(() => session.ShowAsync(tree, [names[3]], TestContext.Current.CancellationToken));
        (refused.Problems[0].Code, refused.Problems[0].What).ShouldBe(("query.same-name", "'Gold.Daily' and 'gold.daily' differ in the case of letters only."));
        await session.ShowAsync(tree, names[..3], TestContext.Current.CancellationToken);
    }

    private async Task<string> IdsAsync(LakeSession session, TableEntry.Table table, string condition = "true")
    {
        var tree = await CatalogTree.Whole(new TreeNodes(new CatalogObjects(_store)), root: null).WithAsync(new Dictionary<TableName, TableEntry?> { [Orders] = table });
        await session.ShowAsync(tree, [Orders], TestContext.Current.CancellationToken);
        using var connection = session.Connect();
        using var result = connection.Query($"select id from silver.orders where {condition} order by id");
        return string.Join(' ', result.Rows().Select(row => row[0]));
    }
}
