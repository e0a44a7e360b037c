using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Bench.Lakes;

/// <summary>A lake that was written, read by its main branch for the checks of a case.</summary>
internal sealed class WrittenLake
{
    private readonly LakeTables _tables;
    private readonly CatalogTree _tree;

    private WrittenLake(LakeTables tables, CatalogTree tree) => (_tables, _tree) = (tables, tree);

    public static async Task<WrittenLake> OpenAsync(string folder, CancellationToken cancel)
    {
        var store = new LocalObjectStore(folder);
        var catalog = await LakeCatalog.OpenAsync(store, IdSource.FromSystem(TimeProvider.System), cancel);
        return new WrittenLake(new LakeTables(new TableFiles(store)), await catalog.TreeAtAsync("main", cancel));
    }

    /// <summary>The SELECT that reads a table.</summary>
    public async Task<string> SqlOfAsync(string table, CancellationToken cancel) =>
        await _tree.FindAsync(TableName.Parse(table), cancel) is TableEntry.Table entry
            ? await _tables.ReadSqlAsync(entry, cancel)
            : throw new InvalidOperationException($"{table} is not in the lake.");

    /// <summary>The first row of a query that needs nothing but files.</summary>
    public static object?[] Row(string sql)
    {
        using var database = DuckDbDatabase.Open(new DuckDbSettings { TracksProgress = false });
        using var connection = database.Connect();
        using var result = connection.Query(sql);
        return result.Rows().Single();
    }
}
