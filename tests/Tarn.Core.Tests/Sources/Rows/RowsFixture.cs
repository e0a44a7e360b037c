using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Sessions;
using Tarn.Project;
using Tarn.Sources.Rows;

namespace Tarn.Core.Tests.Sources.Rows;

/// <summary>A folder with page files, a list of rejects, and an engine that reads row sources with SQL.</summary>
public abstract class RowsFixture : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 2 });
    private int _pages;
    private int _queries;

    protected RowsFixture() => Rejects = new RejectList(Path.Combine(Folder, "rejects.jsonl"));

    protected string Folder { get; } = Directory.CreateTempSubdirectory("tarn-rows-").FullName;

    protected RejectList Rejects { get; }

    public void Dispose()
    {
        Rejects.Dispose();
        _database.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static FileFormat.Csv Csv { get; } = new() { ColumnNames = [], NullTexts = [""] };

    protected static FileFormat Json { get; } = new FileFormat.Json(JsonPathText.Parse("$.items"));

    protected PageFile Page(string content) => Page(System.Text.Encoding.UTF8.GetBytes(content));

    protected PageFile Page(byte[] content)
    {
        var path = Path.Combine(Folder, $"page_{++_pages:00000}");
        File.WriteAllBytes(path, content);
        return new LandedFile(_pages, path);
    }

    /// <summary>The rows of a query over the table <c>pages()</c>, fields joined by '|', null as '-'.</summary>
    protected string[] Query(ITableSource source, string sql)
    {
        var name = $"pages_{++_queries}";
        _database.RegisterTable(name, source);
        using var connection = _database.Connect();
        using var result = connection.Query(sql.Replace("pages()", name + "()"));
        return [.. result.ReadAll().Select(row => string.Join('|', row.Select(v => v?.ToString() ?? "-")))];
    }
}
