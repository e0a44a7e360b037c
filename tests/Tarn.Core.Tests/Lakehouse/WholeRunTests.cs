using Tarn.Runs;

namespace Tarn.Core.Tests.Lakehouse;

public sealed class WholeRunTests : IDisposable
{
    private readonly TestProject _project = TestProject.WithOrders().WithModels().WithRevision(1, (1, "ann", 10), (2, "bob", 200), (3, "ann", 300));

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Two_runs_merge_by_key_append_and_build_what_is_made_of_it_anew()
    {
        await SucceedAsync();
        _project.WithRevision(2, (2, "bob", 20), (4, "eve", 1000));
        await SucceedAsync();
        await using var lake = await _project.OpenAsync();
        (await lake.NumberAsync("select count(*) from bronze.shop_orders")).ShouldBe(5);
        (await lake.RowsAsync("select * from silver.order_log order by revision, order_id")).ShouldBe(["1|10|1", "2|200|1", "3|300|1", "2|20|2", "4|1000|2"]);
        (await lake.RowsAsync("select * from silver.orders order by order_id")).ShouldBe(["1|ann|10|1", "2|bob|20|2", "3|ann|300|1", "4|eve|1000|2"]);
        (await lake.RowsAsync("select * from gold.totals order by customer")).ShouldBe(["ann|2|310", "bob|1|20", "eve|1|1000"]);
        (await lake.RowsAsync("select * from gold.dear_totals order by customer")).ShouldBe(["ann|1", "eve|1"]);
        (await lake.RowsAsync("from gold.all_totals")).ShouldBe(["4|1330"]);
        (await lake.TablesAsync("main")).Single(t => t.Kind == "view").Table.ToString().ShouldBe("gold.all_totals");
        (await lake.TablesAsync("main")).ShouldNotContain(t => t.Table.Name == "dear_orders");
        (await lake.NumberAsync("select count(*) from _platform.runs where status = 'succeeded'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_full_refresh_builds_incremental_models_of_all_their_input()
    {
        await SucceedAsync();
        _project.With("models/silver/order_log.sql", "{{ config(materialized='incremental') }}\nselect order_id, -amount as amount, revision from {{ source('shop', 'orders') }}\n{% if is_incremental() %}where false{% endif %}");
        _project.WithRevision(2, (4, "eve", 1000));
        await SucceedAsync();
        await using (var before = await _project.OpenAsync())
            (await before.RowsAsync("select amount from silver.order_log order by order_id")).ShouldBe(["10", "200", "300"]);
        await SucceedAsync(new RunRequest { FullRefresh = true });
        await using var lake = await _project.OpenAsync();
        (await lake.RowsAsync("select amount from silver.order_log order by order_id")).ShouldBe(["-10", "-200", "-300", "-1000"]);
        (await lake.NumberAsync("select count(*) from silver.orders")).ShouldBe(4);
        (await lake.NumberAsync("select count(*) from bronze.shop_orders")).ShouldBe(4);
    }

    [Fact]
    public async Task A_model_takes_the_place_of_the_partitions_that_its_new_rows_are_in()
    {
        _project.With(
            "models/silver/by_customer.sql",
            """
            {{ config(materialized='incremental', incremental_strategy='insert_overwrite', partition_by='truncate(1, customer)', sort_by=['amount desc'],
                      table_properties={'write.target-file-size-bytes': 1048576}) }}
            select customer, amount, revision from {{ source('shop', 'orders') }} where revision = (select max(revision) from {{ source('shop', 'orders') }})
            """);
        await SucceedAsync();
        _project.WithRevision(2, (4, "bea", 7), (5, "eve", 1000));
        await SucceedAsync();
        await using var lake = await _project.OpenAsync();
        (await lake.RowsAsync("from silver.by_customer order by amount")).ShouldBe(["bea|7|2", "ann|10|1", "ann|300|1", "eve|1000|2"]);
        var table = await lake.TableAsync(TableName.Parse("silver.by_customer"), "main");
        table.Files.ShouldBe(3);
        table.Properties["write.target-file-size-bytes"].ShouldBe("1048576");
    }

    [Fact]
    public async Task Partitions_are_replaced_also_where_older_files_are_split_in_another_way()
    {
        const string model = "{{ config(materialized='incremental', incremental_strategy='insert_overwrite', partition_by='PARTS') }}\nselect customer, amount, revision from {{ source('shop', 'orders') }} where revision = (select max(revision) from {{ source('shop', 'orders') }})";
        _project.With("models/silver/by_customer.sql", model.Replace("PARTS", "truncate(1, customer)", StringComparison.Ordinal));
        await SucceedAsync();
        _project.With("models/silver/by_customer.sql", model.Replace("PARTS", "customer", StringComparison.Ordinal));
        _project.WithRevision(2, (4, "abe", 7), (5, "bob", 20));
        await SucceedAsync();
        await using var lake = await _project.OpenAsync();
        (await lake.RowsAsync("from silver.by_customer order by all")).ShouldBe(["abe|7|2", "ann|10|1", "ann|300|1", "bob|20|2"]);
    }

    [Fact]
    public async Task A_model_takes_the_place_of_the_rows_that_fit_its_conditions()
    {
        _project.With("models/silver/large.sql", ReplaceWhere("revision = (select max(revision) from {{ source('shop', 'orders') }}) and amount >= 100"));
        await SucceedAsync();
        _project.WithRevision(2, (4, "bea", 7), (5, "eve", 1000));
        await SucceedAsync();
        await using var lake = await _project.OpenAsync();
        (await lake.RowsAsync("from silver.large order by amount")).ShouldBe(["eve|1000"]);
        var before = await lake.Catalog.ResolveAsync("main");
        _project.With("models/silver/large.sql", ReplaceWhere("true"));
        var report = await _project.RunAsync();
        report.Steps.SelectMany(s => s.Problems).ShouldContain(problem => problem.Code == "models.outside-predicate" && problem.Where == "models/silver/large.sql");
        (await lake.Catalog.ResolveAsync("main")).Id.ShouldBe(before.Id);
    }

    private static string ReplaceWhere(string where) => $$$"""
        {{ config(materialized='incremental', incremental_strategy='replace_where', incremental_predicates=['amount >= 100']) }}
        select customer, amount from {{ source('shop', 'orders') }} where {{{where}}}
        """;

    [Fact]
    public async Task A_model_that_merges_on_read_tells_the_rows_that_are_left()
    {
        _project.With("models/silver/orders.sql", File.ReadAllText(Path.Combine(_project.Root, "models/silver/orders.sql"))
            .Replace("unique_key='order_id'", "unique_key='order_id', table_properties={'format-version': 3, 'write.merge.mode': 'merge-on-read'}", StringComparison.Ordinal));
        await SucceedAsync();
        _project.WithRevision(2, (2, "bob", 20), (4, "eve", 1000));
        await SucceedAsync();
        await using var lake = await _project.OpenAsync();
        (await lake.RowsAsync("select * from silver.orders order by order_id")).ShouldBe(["1|ann|10|1", "2|bob|20|2", "3|ann|300|1", "4|eve|1000|2"]);
        var table = await lake.TableAsync(TableName.Parse("silver.orders"), "main");
        (table.FormatVersion, table.Rows, table.Files).ShouldBe((3, 4, 2));
    }

    [Fact]
    public async Task Every_snapshot_of_a_run_tells_the_run_its_step_and_what_the_model_says()
    {
        _project.With("tarn.yml", "name: shop\nprofile: lake\nprofiles: { lake: { warehouse: lake } }\nmodels:\n  silver: { +snapshot_properties: { team: loans, level: 2 } }\n");
        _project.With("models/gold/told.sql", "{{ config(snapshot_properties={'ticket': 'OPS-17'}) }}\nselect 1 as id");
        var report = await _project.RunAsync();
        report.Status.ShouldBe(RunStatus.Succeeded);
        await using var lake = await _project.OpenAsync();
        const string told = "select summary['tarn.run-id'], summary['tarn.step'], summary['team'], summary['level'], summary['ticket'] from";
        (await lake.RowsAsync($"{told} \"bronze.shop_orders$snapshots\"")).ShouldBe([$"{report.Run}|land:shop.orders|null|null|null"]);
        (await lake.RowsAsync($"{told} \"silver.orders$snapshots\"")).ShouldBe([$"{report.Run}|model:silver.orders|loans|2|null"]);
        (await lake.RowsAsync($"{told} \"silver.order_log$snapshots\"")).ShouldBe([$"{report.Run}|model:silver.order_log|loans|2|null"]);
        (await lake.RowsAsync($"{told} \"gold.told$snapshots\"")).ShouldBe([$"{report.Run}|model:gold.told|null|null|OPS-17"]);
        (await lake.RowsAsync($"{told} \"_platform.runs$snapshots\"")).ShouldBe([$"{report.Run}|publish|null|null|null"]);
        _project.WithRevision(2, (2, "bob", 20));
        var second = await _project.RunAsync();
        (await lake.RowsAsync($"{told} \"silver.orders$snapshots\" order by committed_at desc limit 1")).ShouldBe([$"{second.Run}|model:silver.orders|loans|2|null"]);
    }

    [Fact]
    public async Task A_run_without_new_files_changes_no_rows()
    {
        await SucceedAsync();
        await using var lake = await _project.OpenAsync();
        var before = await lake.ContentsAsync();
        await SucceedAsync();
        (await lake.ContentsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Rows_that_cannot_be_taken_lie_in_quarantine_and_the_others_land()
    {
        _project.With("data/00002.csv", "order_id,customer,amount,revision\n5,joe,50,2\n6,joe,abc,2\n7,joe\n8,joe,80,2");
        var report = await SucceedAsync();
        report.Step("land:shop.orders").Rows.ShouldBe(5);
        report.Step("land:shop.orders").Quarantined.ShouldBe(2);
        await using var lake = await _project.OpenAsync();
        (await lake.RowsAsync("select order_id from bronze.shop_orders order by 1")).ShouldBe(["1", "2", "3", "5", "8"]);
        var bad = await lake.RowsAsync("select _file, _line, _raw, _reason from quarantine.shop_orders order by _line");
        bad.Count.ShouldBe(2);
        bad[0].ShouldStartWith("data/00002.csv|3|");
        bad[0].ShouldContain("'abc' is not a bigint");
        bad[1].ShouldStartWith("data/00002.csv|4|");
        bad[1].ShouldContain("7,joe");
        (await lake.NumberAsync("select quarantined from _platform.runs")).ShouldBe(2);
    }

    [Fact]
    public async Task A_large_file_with_one_bad_row_at_its_end_is_kept_byte_for_byte_and_all_its_other_rows_land()
    {
        var rows = string.Join('\n', Enumerable.Range(100, 200_000).Select(i => $"{i},customer {i},{i % 97},1"));
        var csv = $"order_id,customer,amount,revision\n{rows}\nnone,joe,1,1\n";
        _project.With("data/00002.csv", csv);
        var report = await SucceedAsync();
        (report.Step("land:shop.orders").Rows, report.Step("land:shop.orders").Quarantined).ShouldBe((200_003, 1));
        var kept = Directory.GetFiles(_project.Root, "page_00002.csv", SearchOption.AllDirectories).ShouldHaveSingleItem();
        var source = await File.ReadAllBytesAsync(Path.Combine(_project.Root, "data/00002.csv"));
        (await File.ReadAllBytesAsync(kept)).AsSpan().SequenceEqual(source).ShouldBeTrue();
        await using var lake = await _project.OpenAsync();
        (await lake.NumberAsync("select sum(order_id)::bigint from bronze.shop_orders where _file = 'data/00002.csv'")).ShouldBe(Enumerable.Range(100, 200_000).Sum(i => (long)i));
    }

    [Theory]
    [InlineData("{\"id\":1000000,\"late\":{\"x\":1}}", "1", "BIGINT|STRUCT(x BIGINT)")]
    [InlineData("{\"id\":1000000.5,\"late\":true}", "true", "DOUBLE|BOOLEAN")]
    [InlineData("{\"id\":\"none\",\"late\":\"\\ud83d\\ude00\"}", "😀", "VARCHAR|VARCHAR")]
    public async Task What_only_the_last_of_many_json_records_shows_is_in_the_table_as_if_the_first_had_shown_it(string last, string late, string types)
    {
        var lines = Enumerable.Range(1, 60_000).Select(i => $"{{\"id\":{i},\"text\":\"a text of some length, number {i}\"}}");
        _project.With("data/events.jsonl", string.Join('\n', lines.Append(last)))
            .With("sources/log.yml", """
                source: log
                files: { glob: data/events.jsonl, format: jsonl }
                resources:
                  - name: events
                """);
        (await SucceedAsync()).Step("land:log.events").Rows.ShouldBe(60_001);
        await using var lake = await _project.OpenAsync();
        (await lake.RowsAsync("select distinct typeof(id), typeof(late) from bronze.log_events")).ShouldBe([types]);
        (await lake.RowsAsync("select count(*), count(late), sum(try_cast(id::varchar as bigint))::bigint from bronze.log_events where text is not null")).ShouldBe(["60000|0|1800030000"]);
        (await lake.RowsAsync("select late::varchar like '%' || ? || '%' from bronze.log_events where text is null".Replace("?", $"'{late}'", StringComparison.Ordinal))).ShouldBe(["True"]);
    }

    private async Task<RunReport> SucceedAsync(RunRequest? request = null)
    {
        var report = await _project.RunAsync(request: request);
        report.Status.ShouldBe(RunStatus.Succeeded, report.Told());
        return report;
    }
}
