using Tarn.Project.Shapes;

namespace Tarn.Project.Declarations;

/// <summary>The configuration of a model, by dbt's names.</summary>
internal static class ModelConfigShape
{
    private static readonly Shape.Items Texts = new(new Shape.Text(), OrOne: true);

    public static readonly Shape.Keys Keys = new("a model's configuration",
    [
        new("materialized", new Shape.Choice(["view", "table", "incremental", "ephemeral"]), "How the model becomes a table."),
        new("unique_key", Texts, "The columns that tell one row of an incremental model from another."),
        new("incremental_strategy", new Shape.Text(), "How an incremental model takes new rows: append, merge, insert_overwrite or replace_where."),
        new("incremental_predicates", Texts, "Of replace_where: conditions in SQL, all of which the rows fit that the new ones replace. Of no effect with other strategies."),
        new("on_schema_change", new Shape.Choice(["ignore", "fail", "append_new_columns", "sync_all_columns"]), "Known to dbt; read, and of no effect yet: new columns are added, and those that are missing become null.") { NotRun = true },
        new("partition_by", Texts, "What rows are split into files by: columns, or `day(seen_at)`, `month(...)`, `year(...)`, `hour(...)`, `bucket(16, id)`, `truncate(4, name)`."),
        new("sort_by", Texts, "What rows are sorted by inside files: columns or the same functions, each with `desc` and `nulls first` or `nulls last` where that is meant."),
        new("table_properties", new Shape.Table(new Shape.Any()), "Iceberg's properties of the table: `format-version`, `write.target-file-size-bytes`, `write.delete.mode` and others."),
        new("snapshot_properties", new Shape.Table(new Shape.Any()), "What the table's snapshots tell beside their counts, as in `team: loans`; `tarn.run-id` and `tarn.step` are told always."),
        new("schema", new Shape.Text(TextForms.Namespace), "The namespace of the table."),
        new("alias", new Shape.Text(), "The table's name, where it is not the model's."),
        new("tags", Texts, "Tags to choose models by."),
        new("enabled", new Shape.Flag(), "False leaves the model out."),
        new("full_refresh", new Shape.Flag(), "True builds an incremental model from nothing each time; false never."),
        new("meta", new Shape.Table(new Shape.Any()), "Free notes."),
        .. NotRun("access", "alias_from", "batch_size", "begin", "concurrent_batches", "contract", "database", "docs", "event_time", "grants", "group",
            "lookback", "merge_exclude_columns", "merge_update_columns", "packages", "persist_docs", "post-hook", "post_hook",
            "pre-hook", "pre_hook", "quoting", "sql_header", "store_failures", "freshness"),
    ]);

    /// <summary>Keys of dbt that are read and have no effect yet.</summary>
    public static IEnumerable<ShapeKey> NotRun(params string[] names) =>
        names.Select(name => new ShapeKey(name, new Shape.Any(), "Known to dbt; read, and of no effect yet.") { NotRun = true });
}
