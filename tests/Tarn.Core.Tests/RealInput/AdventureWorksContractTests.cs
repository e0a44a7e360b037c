using Tarn.Core.Tests.Project;

namespace Tarn.Core.Tests.RealInput;

/// <summary>Real files under a contract: typed without a changed value, what breaks the promise beside, and nothing lost.</summary>
public sealed class AdventureWorksContractTests
{
    private const string Headers = """
        source: shop
        resources:
          - name: orders
            files: { glob: '#' }
            columns:
              - { name: salesorderid, type: bigint, required: true }
              - { name: orderdate, type: timestamp }
              - { name: totaldue, type: 'decimal(19,4)' }
              - { name: onlineorderflag, type: boolean }
              - { name: rowguid, type: uuid }
              - { name: freight, type: double }
        """;

    private const string Customers = """
        source: shop
        resources:
          - name: customers
            files: { glob: '#' }
            columns:
              - { name: customer_id, type: bigint, required: true }
              - { name: person_id, type: bigint, required: true }
              - { name: modified_date, type: timestamp }
        """;

    [Fact]
    public async Task Declared_types_take_every_row_and_change_no_value()
    {
        var file = AdventureWorksProject.Files()["sales_order_headers"];
        await using var lake = await OpenAsync(Headers, file);
        var land = (await lake.RunAsync()).Steps.Single(s => s.Kind == "land");
        using var bare = new BareEngine();
        (land.Rows, land.Quarantined).ShouldBe((bare.Count(BareEngine.Csv(file)), 0));
        const string Typed = "select salesorderid::bigint, orderdate::timestamp, totaldue::decimal(19, 4), onlineorderflag::boolean, rowguid::uuid, freight::double from ";
        var expected = bare.Rows(Typed + BareEngine.Csv(file)).Select(PlainValue.LineOf).Order(StringComparer.Ordinal);
        (await lake.LinesAsync("select salesorderid, orderdate, totaldue, onlineorderflag, rowguid, freight from bronze.shop_orders"))
            .Order(StringComparer.Ordinal).ShouldBe(expected);
        var types = (await lake.TableAsync("bronze.shop_orders")).Columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        (types["salesorderid"], types["orderdate"], types["onlineorderflag"], types["rowguid"]).ShouldBe(("long", "timestamp", "boolean", "uuid"));
        await lake.IcebirdAgreesAsync("bronze.shop_orders");
    }

    [Fact]
    public async Task Rows_without_a_required_value_lie_in_quarantine_and_no_row_is_lost()
    {
        var file = AdventureWorksProject.Files()["customers"];
        await using var lake = await OpenAsync(Customers, file);
        var land = (await lake.RunAsync()).Steps.Single(s => s.Kind == "land");
        using var bare = new BareEngine();
        var without = bare.Count($"{BareEngine.Csv(file)} where person_id is null");
        without.ShouldBeGreaterThan(0);
        (land.Rows, land.Quarantined).ShouldBe((bare.Count(BareEngine.Csv(file)) - without, without));
        (await lake.SingleAsync("select count(*) from quarantine.shop_customers")).ShouldBe(without);
        (await lake.LinesAsync("select distinct _reason from quarantine.shop_customers")).ShouldBe(["column 'person_id' is required and has no value"]);
        var ids = bare.Rows($"select customer_id from {BareEngine.Csv(file)} where person_id is null order by customer_id::int").Select(PlainValue.LineOf);
        (await lake.LinesAsync("select _raw ->> 'customer_id' from quarantine.shop_customers order by (_raw ->> 'customer_id')::int")).ShouldBe(ids);
    }

    [Fact]
    public async Task A_file_that_changed_lands_again_beside_one_that_did_not()
    {
        var files = AdventureWorksProject.Files();
        var project = ScratchProject.Named("shop")
            .With("in/a.csv", await File.ReadAllTextAsync(files["currencies"]))
            .With("in/b.csv", await File.ReadAllTextAsync(files["currencies"]))
            .With("sources/shop.yml", "source: shop\nresources:\n  - { name: currencies, files: { glob: 'in/*.csv' } }\n");
        await using var lake = await RealLake.OpenAsync(project);
        using var bare = new BareEngine();
        var rows = bare.Count(BareEngine.Csv(files["currencies"]));
        (await lake.RunAsync()).Steps.Single(s => s.Kind == "land").Rows.ShouldBe(2 * rows);
        project.With("in/b.csv", await File.ReadAllTextAsync(files["currencies"]) + "XTS,Testing,2026-06-04 00:00:00.000\n");
        (await lake.RunAsync()).Steps.Single(s => s.Kind == "land").Rows.ShouldBe(rows + 1);
        (await lake.SingleAsync("select count(*) from bronze.shop_currencies")).ShouldBe((3 * rows) + 1);
        (await lake.LinesAsync("select distinct _file from bronze.shop_currencies order by 1")).ShouldBe(["in/a.csv", "in/b.csv"]);
        (await lake.SingleAsync("select count(*) from bronze.shop_currencies", "main~1")).ShouldBe(2 * rows);
    }

    private static Task<RealLake> OpenAsync(string source, string file) =>
        RealLake.OpenAsync(ScratchProject.Named("shop").With("sources/shop.yml", source.Replace("#", file, StringComparison.Ordinal)));
}
