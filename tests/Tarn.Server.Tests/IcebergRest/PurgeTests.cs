using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Maintenance;
using Tarn.Storage;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>When the files of a table go that a client dropped.</summary>
public sealed class PurgeTests : ServedLakeTests
{
    private const string Daily = "v1/main/namespaces/gold/tables/daily";

    [Theory]
    [InlineData("")]
    [InlineData("?purgeRequested=true")]
    public async Task Files_of_a_dropped_table_go_when_no_commit_that_is_kept_names_them_purged_or_not(string query)
    {
        await Lake.PutTableAsync("gold.daily");
        var file = new Uri((await Lake.GetAsync(Daily)).Location).LocalPath;
        (await Lake.DeleteAsync(Daily + query)).Status.ShouldBe(204);
        await ExpireAsync(days: 4);
        File.Exists(file).ShouldBeTrue();
        await ExpireAsync(days: 6);
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task Whether_to_purge_is_true_or_false()
    {
        await Lake.PutTableAsync("gold.daily");
        var answer = await Lake.DeleteAsync($"{Daily}?purgeRequested=maybe");
        (answer.Status, answer.Error).ShouldBe((400, "BadRequestException"));
        (await Lake.GetAsync(Daily)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_purged_table_that_a_tag_names_keeps_its_files()
    {
        await Lake.PutTableAsync("gold.daily");
        var file = new Uri((await Lake.GetAsync(Daily)).Location).LocalPath;
        await Lake.Catalog.CreateTagAsync(BranchName.Parse("june"), "main");
        (await Lake.DeleteAsync($"{Daily}?purgeRequested=true")).Status.ShouldBe(204);
        await ExpireAsync(days: 100);
        File.Exists(file).ShouldBeTrue();
        (await Lake.GetAsync(Daily.Replace("main", "june", StringComparison.Ordinal))).Status.ShouldBe(200);
    }

    /// <summary><c>tarn maintain expire</c>, as it is run days from now.</summary>
    private async Task ExpireAsync(int days)
    {
        var ids = IdSource.Seeded(days, new LaterTime(TimeSpan.FromDays(days)));
        var parts = new MaintenanceParts
        {
            Catalog = await LakeCatalog.OpenAsync(Lake.Catalog.Store, ids),
            Tables = new LakeTables(new TableFiles(Lake.Catalog.Store)),
            Engine = () => throw new InvalidOperationException("Expiry needs no engine."),
            Ids = ids,
        };
        await new LakeMaintenance(parts, new MaintenanceRequest { Steps = [MaintenanceStep.Expire] }, new Progress<MaintenanceEvent>()).RunAsync(TestContext.Current.CancellationToken);
    }
}
