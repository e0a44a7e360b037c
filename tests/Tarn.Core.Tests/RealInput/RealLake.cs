using Tarn.Core.Tests.Project;
using Tarn.Iceberg.Tests;
using Tarn.Lakehouse;
using Tarn.Runs;

namespace Tarn.Core.Tests.RealInput;

/// <summary>A project in a folder of its own and its lake, as a host opens it.</summary>
internal sealed class RealLake : IAsyncDisposable
{
    private readonly ScratchProject _project;

    private RealLake(ScratchProject project, Tarn.Lakehouse.Lakehouse lakehouse) => (_project, Lakehouse) = (project, lakehouse);

    public Tarn.Lakehouse.Lakehouse Lakehouse { get; }

    public string Folder => Path.Join(_project.Root, "lake");

    public static async Task<RealLake> OpenAsync(ScratchProject project, Dictionary<string, string>? environment = null) =>
        new(project, await Tarn.Lakehouse.Lakehouse.OpenAsync(new LakehouseOptions
        {
            ProjectDirectory = project.Root,
            Environment = environment ?? [],
            Ids = IdSource.FromSystem(TimeProvider.System),
        }));

    /// <summary>A run of everything, which must succeed.</summary>
    public async Task<RunReport> RunAsync()
    {
        var report = await Lakehouse.RunAsync(new RunRequest());
        report.Status.ShouldBe(RunStatus.Succeeded, string.Join('\n', report.Steps.SelectMany(s => s.Problems)));
        return report;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(string sql, string at = "main")
    {
        using var result = await Lakehouse.QueryAsync(sql, at);
        return [.. result.Rows];
    }

    /// <summary>The rows in words, a line each.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string sql, string at = "main") =>
        [.. (await RowsAsync(sql, at)).Select(PlainValue.LineOf)];

    public async Task<object?> SingleAsync(string sql, string at = "main") => (await RowsAsync(sql, at)).Single().Single();

    public Task<TableReport> TableAsync(string name, string at = "main") => Lakehouse.TableAsync(TableName.Parse(name), at);

    /// <summary>icebird finds in a table what a query finds, row by row.</summary>
    public async Task IcebirdAgreesAsync(string name)
    {
        var table = await TableAsync(name);
        var metadata = new Uri(table.MetadataLocation, UriKind.Absolute).LocalPath;
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(metadata))!;
        var columns = table.Columns.Select(c => c.Name).ToList();
        var read = await NodePrograms.ReadTableAsync(folder, Path.GetFileName(metadata));
        var foreign = read.Select(line => PlainValue.LineOf(line, columns)).Order(StringComparer.Ordinal);
        var own = await LinesAsync($"select * from {name}");
        own.ShouldNotBeEmpty();
        foreign.ShouldBe(own.Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Lakehouse.DisposeAsync();
        _project.Dispose();
    }
}
