using Tarn.Runs;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>What vendors do to their records from batch to batch: each value lands as it was, or in quarantine, and no batch stops the source.</summary>
public sealed class DriftingVendorTests : IDisposable
{
    private readonly TestProject _project = TestProject.WithOrders().With(
        "sources/drift.yml",
        """
        source: drift
        resources:
          - name: events
            files: { glob: events/*.jsonl }
        """);

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_text_is_the_same_text_whatever_kinds_of_values_lie_beside_it()
    {
        await LandAsync("a", """{"id":1,"s":"x"}""");
        await LandAsync("b", """{"id":2,"s":"x"}""", """{"id":3,"s":5}""", """{"id":4,"s":null}""", """{"id":5,"s":{"a":[1]}}""", """{"id":6,"s":"two\nlines"}""");
        (await RowsAsync("select id, s from bronze.drift_events order by id")).ShouldBe(["1|x", "2|x", "3|5", "4|null", "5|{\"a\":[1]}", "6|two\nlines"]);
    }

    [Fact]
    public async Task Members_that_differ_in_case_only_keep_their_own_values()
    {
        await LandAsync("a", """{"userId":1,"userID":2,"s":"t"}""", """{"userId":3,"s":4}""");
        (await RowsAsync("""select "userId", "userID_2" from bronze.drift_events order by 1""")).ShouldBe(["1|2", "3|null"]);
    }

    [Fact]
    public async Task A_number_beyond_a_double_is_not_lost()
    {
        await LandAsync("a", """{"id":1,"n":1.5}""");
        await LandAsync("b", """{"id":2,"n":2.5}""", """{"id":3,"n":1e400}""");
        (await RowsAsync("select id, n from bronze.drift_events order by id")).ShouldBe(["1|1.5", "2|2.5"]);
        (await RowsAsync("select _raw, _reason from quarantine.drift_events")).ShouldHaveSingleItem().ShouldBe("""{"id":3,"n":1e400}|column 'n': '1e400' is not a double""");
    }

    [Fact]
    public async Task Names_that_change_their_case_are_the_columns_that_are_there()
    {
        await LandAsync("a", """{"Id":1,"Name":"ann"}""");
        await LandAsync("b", """{"id":2,"NAME":"bob"}""");
        (await RowsAsync("""select "Id", "Name" from bronze.drift_events order by 1""")).ShouldBe(["1|ann", "2|bob"]);
        _project.With("data/00001.csv", "ORDER_ID,Customer,amount,revision\n7,ann,1,1");
        await SucceedAsync();
        (await RowsAsync("select order_id, customer from bronze.shop_orders order by 1")).ShouldBe(["1|ann", "7|ann"]);
    }

    [Fact]
    public async Task Columns_named_like_those_that_every_row_has_get_another_name()
    {
        await LandAsync("a", """{"id":1,"_source":"web","_page":9}""");
        (await RowsAsync("select _source, _source_2, _page, _page_2 from bronze.drift_events")).ShouldBe(["drift.events|web|1|9"]);
    }

    [Fact]
    public async Task A_batch_of_bad_records_alone_goes_to_quarantine()
    {
        await LandAsync("a", "1", "\"x\"");
        (await RowsAsync("select _raw from quarantine.drift_events order by 1")).ShouldBe(["\"x\"", "1"]);
        await LandAsync("b", """{"id":1}""");
        (await RowsAsync("select id from bronze.drift_events")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task An_infinite_date_goes_to_quarantine()
    {
        _project.With("sources/shop.yml", "source: shop\nresources:\n  - name: orders\n    files: { glob: data/*.csv }\n    columns:\n      - { name: d, type: date }");
        _project.With("data/00001.csv", "id,d\n1,2026-06-04\n2,infinity");
        await LandAsync("a", """{"id":1}""");
        (await RowsAsync("select id from bronze.shop_orders")).ShouldBe(["1"]);
        (await RowsAsync("select _reason from quarantine.shop_orders")).ShouldBe(["column 'd': 'infinity' is not a date"]);
    }

    private async Task LandAsync(string file, params string[] records)
    {
        _project.With($"events/{file}.jsonl", string.Join('\n', records));
        if (!Directory.Exists(Path.Combine(_project.Root, "data")))
            _project.WithRevision(1, (1, "ann", 10));
        await SucceedAsync();
    }

    private async Task SucceedAsync()
    {
        var report = await _project.RunAsync();
        report.Status.ShouldBe(RunStatus.Succeeded, string.Join('\n', report.Steps.SelectMany(step => step.Problems).Select(problem => problem.What)));
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var lake = await _project.OpenAsync();
        return await lake.RowsAsync(sql);
    }
}
