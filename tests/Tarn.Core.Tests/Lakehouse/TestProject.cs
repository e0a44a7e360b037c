using System.Globalization;
using Tarn.Catalog;
using Tarn.Lakehouse;
using Tarn.Runs;
using Tarn.Storage;
using Tarn.Storage.Local;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>A project in a folder of its own whose one source is CSV files; it lives as long as the test.</summary>
internal sealed class TestProject : IDisposable
{
    private static int _seeds;

    private TestProject()
    {
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("tarn-lakehouse-").FullName;

    /// <summary>A project with a resource <c>shop.orders</c> that appends <c>data/*.csv</c>, and with no models.</summary>
    public static TestProject WithOrders() => new TestProject()
        .With(
            "tarn.yml",
            """
            name: shop
            profile: lake
            profiles:
              lake: { warehouse: lake }
              twin: { warehouse: twin }
            """)
        .With(
            "sources/shop.yml",
            """
            source: shop
            resources:
              - name: orders
                files: { glob: data/*.csv }
                columns:
                  - { name: order_id, type: bigint, required: true }
                  - { name: customer, type: text }
                  - { name: amount, type: bigint }
                  - { name: revision, type: bigint }
            """);

    public TestProject With(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text + "\n");
        return this;
    }

    /// <summary>A file of orders of one revision: <c>order_id,customer,amount,revision</c>.</summary>
    public TestProject WithRevision(int revision, params (int Order, string Customer, int Amount)[] rows) => With(
        $"data/{revision.ToString("00000", CultureInfo.InvariantCulture)}.csv",
        string.Join('\n', rows.Select(r => $"{r.Order},{r.Customer},{r.Amount},{revision}").Prepend("order_id,customer,amount,revision")));

    /// <summary>Opens it as another runner would.</summary>
    public Task<Lake> OpenAsync(string profile = "lake", Func<string, IObjectStore>? store = null, TimeSpan ahead = default, TimeSpan? leaseReadsAfter = null) => Lake.OpenAsync(new LakehouseOptions
    {
        ProjectDirectory = Root,
        Profile = profile,
        Environment = new Dictionary<string, string>(StringComparer.Ordinal),
        Ids = IdSource.Seeded(Interlocked.Increment(ref _seeds), new ShiftedTime(ahead)),
        LeaseReadsAfter = leaseReadsAfter ?? TimeSpan.FromMinutes(1),
        OpenStore = store ?? (warehouse => new LocalObjectStore(warehouse)),
    });

    /// <summary>One run by a runner of its own.</summary>
    public async Task<RunReport> RunAsync(string profile = "lake", RunRequest? request = null, TimeSpan ahead = default)
    {
        await using var lake = await OpenAsync(profile, ahead: ahead);
        return await lake.RunAsync(request ?? new RunRequest());
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
