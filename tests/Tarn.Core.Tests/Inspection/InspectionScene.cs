using System.Collections;
using System.Globalization;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Tests;
using Tarn.Inspection;
using Tarn.Lakehouse;
using Tarn.Storage;
using Tarn.Storage.Local;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Inspection;

/// <summary>Queries over one table, called <c>gold.t</c>, that another engine wrote.</summary>
internal sealed class InspectionScene : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("tarn-inspection-").FullName;
    private readonly LakeEngine _engine;
    private readonly MemoryObjectStore _store = new("trees");
    private readonly LakeTables _tables;
    private readonly TableEntry _entry;

    /// <summary>A table of the fixtures.</summary>
    public InspectionScene(string folder)
    {
        var path = Fixtures.Folder(folder);
        var newest = Directory.EnumerateFiles(Path.Join(path, "metadata"), "*.metadata.json").MaxBy(MetadataFile.VersionOf)!;
        var metadata = MetadataFile.Read(File.ReadAllBytes(newest), newest);
        _tables = new LakeTables(new TableFiles(new LocalObjectStore(path), [new PrefixRewrite(metadata.Location, path), new PrefixRewrite(metadata.Location.TrimStart('.').TrimStart('/'), path), new PrefixRewrite("hdfs://localhost:20500" + metadata.Location, path)]));
        _entry = new TableEntry.Table { MetadataLocation = "file://" + newest, Uuid = metadata.TableUuid.ToString("D") };
        _engine = LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(_scratch, "t") });
    }

    /// <summary>The rows of a query, a text each.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        using var result = await QueryAsync(sql);
        return [.. result.Rows.Select(row => string.Join(" | ", row.Select(Text)))];
    }

    /// <summary>The columns of a query with their types.</summary>
    public async Task<string> ColumnsAsync(string sql)
    {
        using var result = await QueryAsync(sql);
        return string.Join('\n', result.Columns.Select(column => $"{column.Name} {column.Type}"));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _store.Dispose();
        Directory.Delete(_scratch, recursive: true);
    }

    private async Task<QueryResult> QueryAsync(string sql)
    {
        var cancel = TestContext.Current.CancellationToken;
        var tree = await CatalogTree.Whole(new TreeNodes(new CatalogObjects(_store)), root: null).WithAsync(new Dictionary<TableName, TableEntry?> { [TableName.Parse("gold.t")] = _entry }, cancel);
        var session = new LakeSession(_engine, _tables);
        return await new LakeQuery(session, new AspectViews(session, _engine, _tables), new QueryFilters(_tables), tree, "main").RunAsync(sql, cancel);
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        string text => text,
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{Text(key)}: {Text(map[key])}"))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
