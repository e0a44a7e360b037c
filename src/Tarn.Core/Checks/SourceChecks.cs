using System.Globalization;
using Tarn.Engine;
using Tarn.Project;

namespace Tarn.Checks;

/// <summary>What every load of a resource is held against: all of them warn, none stops a load.</summary>
public static class SourceChecks
{
    private static readonly TestSettings Warns = new() { Severity = TestSeverity.Warn, Tags = ["quality"] };

    /// <summary>The checks that the resource's quality rules ask for, over the rows of one batch; empty when they ask nothing.</summary>
    /// <param name="resource">The resource with its rules.</param>
    /// <param name="table">The table where the batch is already.</param>
    /// <param name="batch">The batch, as <c>_batch_id</c> has it.</param>
    /// <param name="recordsBefore">
    /// The records of the load before; null looks for the last earlier batch that is still in the table, and says nothing without one.
    /// A load that replaces keeps no earlier batch, and one without a record leaves no trace: there only this number knows.
    /// </param>
    public static IReadOnlyList<Check> Of(SourceResource resource, TableName table, string batch, long? recordsBefore = null) =>
        [.. Checks(resource.Quality, table, SqlText.Text(batch), recordsBefore).Select(check => check with { Where = resource.Where })];

    private static IEnumerable<Check> Checks(QualityRules rules, TableName table, string batch, long? recordsBefore)
    {
        if (rules.VolumeMin is { } least)
            yield return Make("volume", table, Volume(table, batch, least), $"the load of {table} has fewer than {least} records");
        if (rules.VolumeAnomalyPercent is { } percent)
        {
            var most = percent.ToString(CultureInfo.InvariantCulture);
            yield return Make("volume_change", table, VolumeChange(batch, most, LoadBefore(table, batch, recordsBefore), table),
                $"the load of {table} has over {most} % more or fewer records than the one before");
        }
        foreach (var column in rules.KeyColumns)
            yield return Make($"key_not_null_{column}", table, KeyNotNull(table, batch, column), $"{column} of {table} is null in some rows of the load") with { Column = column };
        if (rules.KeyColumns.Count > 0)
            yield return Make("key_unique", table, KeyUnique(table, batch, rules.KeyColumns), $"{string.Join(", ", rules.KeyColumns)} of {table} has duplicates in the load");
    }

    private static string Volume(TableName table, string batch, long least) => $"""
        select count(*) as records
        from {table.Sql}
        where _batch_id = {batch}
        having count(*) < {least}
        """;

    private static string VolumeChange(string batch, string percent, string loadBefore, TableName table) => $"""
        with this_load as (
        select count(*) as records, max(_ingested_at) as ingested_at
        from {table.Sql}
        where _batch_id = {batch}
        ),
        load_before as (
        {loadBefore}
        )
        select
            this_load.records,
            load_before.records as records_before,
            round(100.0 * abs(this_load.records - load_before.records) / nullif(load_before.records, 0), 1) as change_percent
        from this_load, load_before
        where 100.0 * abs(this_load.records - load_before.records) > {percent} * load_before.records
        """;

    // A batch is ingested at one instant; runs of the same instant are told apart by name. A batch without a row comes after all.
    private static string LoadBefore(TableName table, string batch, long? records) =>
        records is { } known
            ? $"select {known} as records"
            : $"""
            select count(*) as records
            from {table.Sql} as loads, this_load
            where loads._batch_id <> {batch}
              and (this_load.ingested_at is null or (loads._ingested_at, loads._batch_id) < (this_load.ingested_at, {batch}))
            group by loads._batch_id
            order by max(loads._ingested_at) desc, loads._batch_id desc
            limit 1
            """;

    private static string KeyNotNull(TableName table, string batch, string column) => $"""
        select *
        from {table.Sql}
        where _batch_id = {batch}
          and {SqlText.Name(column)} is null
        """;

    private static string KeyUnique(TableName table, string batch, IReadOnlyList<string> columns) => $"""
        select {SqlText.Names(columns)}, count(*) as n_records
        from {table.Sql}
        where _batch_id = {batch}
          and {string.Join("\n  and ", columns.Select(c => $"{SqlText.Name(c)} is not null"))}
        group by {SqlText.Names(columns)}
        having count(*) > 1
        """;

    private static Check Make(string name, TableName table, string select, string describe) => new()
    {
        Name = name,
        Table = table,
        Select = select,
        Reads = [table],
        Settings = Warns,
        Where = "",
        Describe = describe,
    };
}
