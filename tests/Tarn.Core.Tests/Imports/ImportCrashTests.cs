using Tarn.Core.Tests.Catalog;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Imports;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Imports;

/// <summary>Imports that die, or lose an answer, at each operation of the store: then nothing is there, or all of it, and a second try makes it so once.</summary>
public sealed class ImportCrashTests : IDisposable
{
    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Files_are_added_once_whatever_happens()
    {
        _scene.Copy("a.parquet", "select i as id from range(3) as t(i)");
        _scene.Copy("b.parquet", "select i as id from range(4) as t(i)");
        await EachAsync(rows: 7, (lake, table) => lake.ImportFilesAsync(
            new FileImportRequest { Table = table, Branch = BranchName.Main, Files = $"{_scene.Elsewhere}/*.parquet", Author = "anna" }, ImportScene.Cancel));
    }

    [Fact]
    public async Task A_table_is_there_whole_or_not_at_all()
    {
        var home = await _scene.WriteAsync(["select i as id from range(5) as t(i)"]);
        await EachAsync(rows: 5, (lake, table) => lake.ImportTableAsync(new TableImportRequest { Table = table, Branch = BranchName.Main, Metadata = home, Author = "anna" }, ImportScene.Cancel));
    }

    private async Task EachAsync(long rows, Func<Lake, TableName, Task> import)
    {
        var operations = await CountAsync(import);
        operations.ShouldBeGreaterThan(5);
        for (var point = 1; point <= operations; point++)
        {
            await FaultAsync(TableName.Parse($"t.before_{point}"), plan => plan.CrashAt(point, Fault.Before), rows, import);
            await FaultAsync(TableName.Parse($"t.after_{point}"), plan => plan.CrashAt(point, Fault.After), rows, import);
            await FaultAsync(TableName.Parse($"t.lost_{point}"), plan => plan.LoseAnswerOf(point), rows, import);
        }
    }

    private async Task<int> CountAsync(Func<Lake, TableName, Task> import)
    {
        await using (var first = await _scene.Project.OpenAsync())
            await import(first, TableName.Parse("t.first"));
        var plan = new FaultPlan();
        await using var lake = await _scene.Project.OpenAsync(store: plan.Open);
        plan.Count();
        await import(lake, TableName.Parse("t.counted"));
        return plan.Counted;
    }

    private async Task FaultAsync(TableName table, Action<FaultPlan> arm, long rows, Func<Lake, TableName, Task> import)
    {
        var plan = new FaultPlan();
        await using (var lake = await _scene.Project.OpenAsync(store: plan.Open))
        {
            arm(plan);
            await Record.ExceptionAsync(() => import(lake, table));
        }
        await using var sound = await _scene.Project.OpenAsync();
        if ((await sound.TablesAsync("main")).Any(t => t.Table == table))
            (await sound.NumberAsync($"select count(*) from {table}")).ShouldBe(rows, $"{table}");
        var again = await Record.ExceptionAsync(() => import(sound, table));
        (again is null || FailureKinds.ProblemsOf(again).Single().Code == "import.table-exists").ShouldBeTrue($"{table}: {again}");
        (await sound.NumberAsync($"select count(*) from {table}")).ShouldBe(rows, $"{table}");
    }
}
