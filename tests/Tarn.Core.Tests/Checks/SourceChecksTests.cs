using Tarn.Checks;
using Tarn.Core.Tests.Project;
using Tarn.Project;

namespace Tarn.Core.Tests.Checks;

public sealed class SourceChecksTests
{
    private const string Before = "20260603-070500-aaaaaa";
    private const string Batch = "20260604-070500-bbbbbb";

    private static readonly TableName Table = TableName.Parse("bronze.checkouts");

    [Fact]
    public void The_SQL_is_approved()
    {
        var checks = SourceChecks.Of(Resource(new QualityRules { VolumeMin = 100, VolumeAnomalyPercent = 20, KeyColumns = ["id", "branch"] }), Table, Batch);
        var text = checks.Select(c => $"-- {c.Name} ({c.Severity}): {c.Describe}\n{c.Select};\n");
        Approved.Match(string.Join("\n", text), "SourceChecksTests.Sql.approved.sql");
        checks.ShouldAllBe(c => c.Where == "sources/overdrive.yml:12:5" && c.Reads.Single() == Table);
    }

    [Fact]
    public void Rules_that_ask_nothing_make_no_check() =>
        SourceChecks.Of(Resource(new QualityRules { KeyColumns = [] }), Table, Batch).ShouldBeEmpty();

    [Theory]
    [InlineData(6740, 412, 93.9)]
    [InlineData(100, 121, 21.0)]
    [InlineData(100, 120, null)]
    [InlineData(100, 80, null)]
    [InlineData(100, 79, 21.0)]
    [InlineData(100, 0, 100.0)]
    public void A_load_is_held_against_the_one_before(int before, int now, double? percent)
    {
        var failures = CheckScene.Failures(Change(), Landed((Before, 3, before), (Batch, 4, now)));
        failures.Select(row => row[2]).ShouldBe(percent is { } told ? [told] : []);
    }

    [Fact]
    public void Later_and_older_loads_are_not_the_one_before()
    {
        var landed = Landed(("20260602-070500-cccccc", 2, 5), (Before, 3, 100), (Batch, 4, 100), ("20260605-070500-dddddd", 5, 900));
        CheckScene.Run(Change(), landed).ShouldBe(new CheckOutcome.Pass());
        CheckScene.Run(Change("20260605-070500-dddddd"), landed).ShouldBe(new CheckOutcome.Warn(1));
    }

    [Fact]
    public void The_first_load_has_none_before() => CheckScene.Run(Change(), Landed((Batch, 4, 3))).ShouldBe(new CheckOutcome.Pass());

    [Fact]
    public void A_known_count_stands_for_the_load_before()
    {
        CheckScene.Failures(Change(recordsBefore: 6740), Landed((Batch, 4, 412))).Single().ShouldBe([412L, 6740, 93.9]);
        CheckScene.Run(Change(recordsBefore: 0), Landed((Batch, 4, 1))).ShouldBe(new CheckOutcome.Warn(1));
        CheckScene.Run(Change(recordsBefore: 0), Landed()).ShouldBe(new CheckOutcome.Pass());
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(0, true)]
    public void Too_few_records_warn(int records, bool warns)
    {
        var check = SourceChecks.Of(Resource(new QualityRules { VolumeMin = 100, KeyColumns = [] }), Table, Batch).Single();
        CheckScene.Run(check, Landed((Before, 3, 500), (Batch, 4, records))).ShouldBe(warns ? new CheckOutcome.Warn(1) : new CheckOutcome.Pass());
    }

    [Fact]
    public void Keys_are_looked_at_in_the_batch_alone()
    {
        var rules = new QualityRules { KeyColumns = ["id"] };
        var bad = Landed((Before, 3, 2), (Batch, 4, 3)) + $"update bronze.checkouts set id = null where _batch_id = '{Batch}' and id = 0; update bronze.checkouts set id = 1 where id = 2;";
        Outcomes(rules, bad).ShouldBe([("key_not_null_id", new CheckOutcome.Warn(1)), ("key_unique", new CheckOutcome.Warn(1))]);
        Outcomes(rules, Landed((Before, 3, 2), (Batch, 4, 3))).ShouldAllBe(o => o.Outcome is CheckOutcome.Pass);
    }

    private static IEnumerable<(string Name, CheckOutcome Outcome)> Outcomes(QualityRules rules, string tables) =>
        SourceChecks.Of(Resource(rules), Table, Batch).Select(check => (check.Name, CheckScene.Run(check, tables))).ToList();

    private static Check Change(string batch = Batch, long? recordsBefore = null) =>
        SourceChecks.Of(Resource(new QualityRules { VolumeAnomalyPercent = 20, KeyColumns = [] }), Table, batch, recordsBefore).Single();

    private static string Landed(params (string Batch, int Day, int Records)[] loads) =>
        "create schema bronze; create table bronze.checkouts (id bigint, _batch_id varchar, _ingested_at timestamptz);"
        + string.Concat(loads.Select(l => $"insert into bronze.checkouts select range, '{l.Batch}', timestamptz '2026-06-0{l.Day} 07:05:00+00' from range({l.Records});"));

    private static SourceResource Resource(QualityRules rules)
    {
        using var scratch = ScratchProject.Named("library").With("sources/overdrive.yml", """
            source: overdrive
            resources:
              - name: checkouts
                rest: { base_url: "https://example.org", path: /checkouts }
            """);
        return scratch.Load().Sources.Single().Resources.Single() with { Quality = rules, Where = "sources/overdrive.yml:12:5" };
    }
}
