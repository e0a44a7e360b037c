using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Tarn.Cli.Tests.Scenarios;

public sealed class QueryTests(RanProject project) : IClassFixture<RanProject>
{
    [Fact]
    public async Task Every_format_is_as_told()
    {
        var all = new StringBuilder();
        foreach (var format in (string[])["table", "csv", "json", "jsonl"])
            all.Append($"{format}:\n{await QueryAsync("select * from gold.daily_sales order by day", "--format", format)}");
        all.Append($"limit:\n{await QueryAsync("select order_id from silver.orders order by 1", "--limit", "2")}");
        Approved.Text(all.ToString());
    }

    [Fact]
    public async Task Values_of_every_kind_lose_nothing() =>
        Approved.Text(await QueryAsync(
            """
            select 9007199254740993 as big, 170141183460469231731687303715884105727::hugeint as huge, 1.50::decimal(9, 2) as price,
                1234567890123456789012345678.9012345678::decimal(38, 10) as long_price, 0.1::double as tenth, 'nan'::double as nan, true as yes, null as nothing,
                date '2026-06-04' as day, time '09:14:00' as clock, timestamp '2026-06-04 09:14:00.25' as at,
                timestamptz '2026-06-04 09:14:00+02' as at_zone, '6f1c2e0a-0000-4000-8000-000000000001'::uuid as id, '\x00\xFF'::blob as bytes,
                [1, null, 3] as list, {'a': 1, 'b': ['x']} as record, map {'k': 2} as map, interval 1 day as days, 'Café' as text, 1 as "twice", 2 as "twice"
            """,
            "--json"));

    [Fact]
    public async Task Variants_are_told_as_json_also_inside_of_others() =>
        (await QueryAsync("select {'a': [1, 2]}::variant as v, [1::variant] as \"some\", 3 as n order by 1", "--format", "jsonl"))
            .ShouldBe("{\"v\":\"{\\\"a\\\":[1,2]}\",\"some\":\"[1]\",\"n\":3}\n");

    [Fact]
    public async Task Nothing_found_is_an_empty_array() =>
        (await QueryAsync("select * from silver.orders where false", "--json")).ShouldBe("[]\n");

    [Fact]
    public async Task Sql_comes_from_a_file_or_standard_input_too()
    {
        await File.WriteAllTextAsync(Path.Combine(project.Location, "count.sql"), "-- how many\nselect count(*) as n from silver.orders;\n");
        (await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, "query", "--file", "count.sql", "--json")).ShouldBe("[{\"n\":6}]\n");
        using var query = TarnProgram.Start(project.Location, ["query", "-", "--json"]);
        await query.StandardInput.WriteAsync("select count(*) as n\nfrom silver.orders");
        query.StandardInput.Close();
        (await TarnProgram.EndAsync(query)).Out.ShouldBe("[{\"n\":6}]\n");
    }

    [Fact]
    public async Task A_large_answer_flows()
    {
        var start = Stopwatch.GetTimestamp();
        var rows = JsonElement.Parse(await QueryAsync("select i, 'row ' || i as name from range(200000) t(i)", "--json"));
        rows.GetArrayLength().ShouldBe(200_000);
        rows[199_999].GetProperty("name").GetString().ShouldBe("row 199999");
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Metadata_tables_and_versions_are_queried_by_their_names_in_quotes()
    {
        (await QueryAsync("select operation, summary['total-records'] as rows from \"silver.orders$snapshots\"", "--json")).ShouldBe("[{\"operation\":\"overwrite\",\"rows\":\"6\"}]\n");
        (await QueryAsync("select sum(record_count)::bigint as rows, min(readable_metrics.order_id.lower_bound) as least from silver.\"orders$files\"", "--json")).ShouldStartWith("[{\"rows\":6,\"least\":");
        (await QueryAsync("select count(*) as n from \"silver.orders@main\" join \"silver.orders$rows\" using (order_id) where _pos < 6", "--json")).ShouldBe("[{\"n\":6}]\n");
        var wrong = await TarnProgram.RunAsync(project.Location, "query", "select * from \"silver.orders$file\"");
        wrong.ExitCode.ShouldBe(ExitCodes.Invalid, wrong.Whole);
        wrong.Error.ShouldContain("query.metadata-table");
        wrong.Error.ShouldContain("all_data_files");
    }

    [Fact]
    public async Task A_wrong_question_says_what_and_where()
    {
        var all = new StringBuilder();
        foreach (var (sql, at) in ((string, string)[])[
            ("select * from gold.daily_sale", "main"), ("selct 1", "main"), ("select colour from silver.orders", "main"), ("drop table silver.orders", "main"),
            ("select 1", "mian"), ("select 1", "main~99"), ("select 1", "2020-01-01T00:00:00Z"), ("select 1", "not a ref")])
        {
            var result = await TarnProgram.RunAsync(project.Location, "query", sql, "--at", at);
            result.ExitCode.ShouldBe(ExitCodes.Invalid, result.Whole);
            all.Append($"$ tarn query \"{sql}\" --at \"{at}\"\n{result.Whole}\n");
        }
        Approved.Text(Masked.Text(all.ToString(), project.Location));
    }

    [Theory]
    [InlineData("", "query.empty")]
    [InlineData(" ; -- nothing\n", "query.empty")]
    [InlineData("select 1; select 2", "query.many")]
    [InlineData("describe silver.orders; copy (select 1) to 'hole.csv'", "query.many")]
    [InlineData("copy (select 1) to 'hole.csv'", "query.writes")]
    [InlineData("explain analyze copy (select 1) to 'hole.csv'", "query.writes")]
    [InlineData("explain (analyze, format json) copy (select 1) to 'hole.csv'", "query.writes")]
    [InlineData("select * from orders", "silver.orders.")]
    public async Task A_query_is_one_statement_that_reads(string sql, string told)
    {
        var result = await TarnProgram.RunAsync(project.Location, "query", sql);
        result.ExitCode.ShouldBe(ExitCodes.Invalid, result.Whole);
        result.Error.ShouldContain(told);
        File.Exists(Path.Combine(project.Location, "hole.csv")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("select 1;")]
    [InlineData("-- what it holds\ndescribe silver.orders")]
    [InlineData("explain analyze select * from silver.orders")]
    [InlineData("explain describe silver.orders")]
    [InlineData("pivot gold.daily_sales on day using sum(amount)")]
    public async Task What_only_reads_is_answered(string sql) => (await QueryAsync(sql)).ShouldNotBeEmpty();

    private Task<string> QueryAsync(string sql, params string[] options) =>
        TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, ["query", sql, .. options]);
}
