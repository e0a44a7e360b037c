using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>
/// Writes rows as a new version of a table: Parquet files, manifests, metadata. Nothing sees it until its entry is committed to the catalog; a write
/// that is not committed leaves files that nobody names.
/// </summary>
public sealed class TableWriter(LakeEngine engine, LakeTables tables, IdSource ids)
{
    /// <summary>Runs the SELECT and writes its rows.</summary>
    /// <exception cref="DuckDbException">The SELECT failed.</exception>
    /// <exception cref="TarnException">Invalid: the columns cannot be written.</exception>
    public async Task<WrittenTable> WriteAsync(DuckDbConnection connection, TableWriteRequest request, CancellationToken cancel)
    {
        var before = request.Current is null ? null : await tables.MetadataAsync(request.Current, cancel);
        var kept = request.Mode is WriteMode.Replace ? null : before;
        var columns = request.GivesNoRows ? [] : ColumnsOf(connection, request, kept?.CurrentSchema);
        var incoming = request.GivesNoRows
            ? before!.CurrentSchema
            : Documented(EngineSchema.Of(columns, request.Table.ToString(), LayoutPlan.VersionOf(before, request.Layout), kept?.CurrentSchema), request.Docs);
        var shaped = LaidOut(before, RequiredColumns.Assumed(kept, incoming), request);
        var added = request.GivesNoRows ? [] : await FilesOfAsync(connection, shaped, (columns, incoming), request, cancel);
        var deletes = request.Mode is WriteMode.DeleteRows d ? await new DeleteFileWriter(engine, tables.Files, ids).WriteAsync(connection, shaped, d.Rows, cancel) : [];
        var told = RequiredColumns.Told(kept, incoming, added);
        shaped = WithProperties(told.Fields.Equals(RequiredColumns.Assumed(kept, incoming).Fields) ? shaped : LaidOut(before, told, request), request);
        var rows = added.Sum(f => f.RecordCount);
        if (before is not null && added.Count == 0 && request.Mode is WriteMode.Append or WriteMode.ReplacePartitions or WriteMode.DeleteRows { IsEmpty: true } && ReferenceEquals(shaped, before))
            return new WrittenTable(request.Current!, before, 0);
        var changed = await ChangedAsync(shaped, request, [.. added, .. deletes], cancel);
        var entry = await SaveAsync(request.Current, changed, cancel);
        if (before?.CurrentSnapshot is null || request.Mode is WriteMode.Replace)
            tables.RememberDataFiles(entry.MetadataLocation, [.. added.Select(f => f.Path)]);
        return new WrittenTable(entry, changed, rows);
    }

    /// <summary>Writes the metadata of a table that was changed without new rows, or by somebody else's files.</summary>
    public Task<TableEntry.Table> SaveAsync(TableEntry.Table? current, TableMetadata metadata, CancellationToken cancel) =>
        tables.SaveAsync(current, metadata, ids.NextUuid(), cancel);

    private async Task<IReadOnlyList<DataFile>> FilesOfAsync(
        DuckDbConnection connection, TableMetadata table, (IReadOnlyList<DuckDbColumn> Columns, TableSchema Schema) incoming, TableWriteRequest request, CancellationToken cancel)
    {
        var schema = StoredColumns.Given(table, incoming.Schema.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal));
        if (StoredColumns.Refused(schema, request.Table.ToString()) is { Count: > 0 } refused)
            throw new TarnException(FailureKind.Invalid, refused);
        var sql = new CopySql(request.HasLineage ? LineageSql.InFilesOf(schema) : schema)
        {
            Columns = incoming.Columns.ToDictionary(column => column.Name, column => column.Type, StringComparer.OrdinalIgnoreCase),
            Compression = ParquetCompression.Of(table),
        };
        try
        {
            return await new DataFileWriter(engine, tables.Files, ids).WriteAsync(connection, table, sql, WithAllColumns(schema, incoming.Schema, request.Select), cancel);
        }
        catch (DuckDbException e) when (Nanoseconds.Stopped(e))
        {
            throw Nanoseconds.Told(e, request.Table.ToString());
        }
    }

    private static IReadOnlyList<DuckDbColumn> ColumnsOf(DuckDbConnection connection, TableWriteRequest request, TableSchema? table)
    {
        IReadOnlyList<DuckDbColumn> columns;
        using (var statement = connection.Prepare(request.Select))
            columns = request.HasLineage ? [.. statement.Columns.Where(c => !LineageSql.InFiles.Any(field => field.Name == c.Name))] : statement.Columns;
        return table is null ? columns : NullColumns.Told(connection, request.Select, columns, table);
    }

    private static TableSchema Documented(TableSchema schema, IReadOnlyDictionary<string, string> docs) =>
        docs.Count == 0 ? schema : schema with { Fields = new FieldList(schema.Fields.Select(f => f with { Doc = docs.GetValueOrDefault(f.Name, f.Doc!) })) };

    /// <summary>The table with the schema that the rows ask for, and the layout that the request does.</summary>
    private TableMetadata LaidOut(TableMetadata? before, TableSchema incoming, TableWriteRequest request)
    {
        try
        {
            if (before is null)
                return NewTable(incoming, request);
            var plan = request.Mode is WriteMode.Replace ? SchemaPlan.Replace(before, incoming) : Appended(before, incoming, request.Table);
            TableUpdate[] learned = plan.IsNew ? [new TableUpdate.AddSchema(plan.Schema), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)] : [];
            return Changed(before, [.. learned, .. LayoutPlan.Updates(before, plan.Schema, request.Layout)], request);
        }
        catch (IcebergException e) when (e.Kind is IcebergFault.Invalid)
        {
            const string next = "Partition by columns of the table, as in partition_by=['day(seen_at)', 'bucket(16, id)'], and sort by them, as in sort_by=['id desc'].";
            throw new TarnException(FailureKind.Invalid, [.. (e.Problems.Count == 0 ? [e.Message] : e.Problems).Select(what => new Problem("table.layout", what, request.Table.ToString(), next))], e);
        }
    }

    private TableMetadata Changed(TableMetadata table, IReadOnlyList<TableUpdate> updates, TableWriteRequest request) =>
        MetadataChange.Apply(table, updates, ids.Time.GetUtcNow().ToUnixTimeMilliseconds(), request.Current?.MetadataLocation);

    private static SchemaPlan Appended(TableMetadata before, TableSchema incoming, TableName table)
    {
        try
        {
            return SchemaPlan.Append(before, incoming);
        }
        catch (IcebergException e) when (e.Kind is IcebergFault.Invalid)
        {
            const string next = "Cast the column to the table's type, give it another name, or replace the whole table.";
            throw new TarnException(FailureKind.Invalid, [.. e.Problems.Select(what => new Problem("table.columns", what, table.ToString(), next))], e);
        }
    }

    private TableMetadata WithProperties(TableMetadata shaped, TableWriteRequest request)
    {
        var wanted = request.Properties();
        return wanted.All(p => shaped.Properties.GetValueOrDefault(p.Key) == p.Value)
            ? shaped
            : Changed(shaped, [new TableUpdate.SetProperties(wanted)], request);
    }

    private TableMetadata NewTable(TableSchema schema, TableWriteRequest request)
    {
        var uuid = ids.NextUuid();
        var table = new NewTable
        {
            TableUuid = uuid,
            Location = tables.NewLocation(request.Table, uuid),
            Schema = schema,
            Spec = LayoutPlan.SpecOf(request.Layout, schema),
            Order = LayoutPlan.OrderOf(request.Layout, schema),
            Properties = LayoutPlan.PropertiesOf(request.Layout),
            FormatVersion = LayoutPlan.VersionOf(null, request.Layout),
        };
        return TableMetadata.Create(table, ids.Time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>A deletion vector takes the place of what told the deletes of its file before.</summary>
    private static FileScope Replaced(TableMetadata table, WriteMode.DeleteRows mode) =>
        new FileScope.Locations(mode.Files) { DeletesOf = table.FormatVersion >= 3 ? [.. mode.Rows.Select(rows => rows.File.Path)] : [] };

    /// <summary>Columns that the table has and the rows do not get their write default (spec, "Default values"); null where there is none.</summary>
    private static string WithAllColumns(TableSchema schema, TableSchema incoming, string select)
    {
        var given = incoming.Fields.Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = schema.Fields.Where(f => !given.Contains(f.Name)).ToList();
        return missing.Count == 0
            ? select
            : $"select *, {string.Join(", ", missing.Select(f => $"{DefaultSql.OfWrites(f)} as {SqlText.Name(f.Name)}"))} from (\n{select}\n) as given";
    }

    private async Task<TableMetadata> ChangedAsync(TableMetadata shaped, TableWriteRequest request, IReadOnlyList<DataFile> added, CancellationToken cancel)
    {
        var intent = new SnapshotIntent
        {
            SnapshotId = ids.NextSnapshotId(),
            TimestampMs = ids.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            CommitUuid = ids.NextUuid(),
            Properties = request.Summary,
        };
        var files = tables.FilesFor(shaped);
        var commit = request.Mode switch
        {
            WriteMode.Append or WriteMode.ReplacePartitions when added.Count == 0 => null,
            WriteMode.ReplacePartitions => await OverwriteFiles.PrepareAsync(files, shaped, intent, new FileScope.PartitionsOfAdded(), added, cancel),
            WriteMode.Append => await AppendFiles.PrepareAsync(files, shaped, intent, added, cancel),
            WriteMode.Replace => await OverwriteFiles.PrepareAsync(files, shaped, intent, new FileScope.WholeTable(), added, cancel),
            WriteMode.ReplaceFiles r => await EditedAsync(files, shaped, intent, new FileScope.Locations(r.Files), added, cancel),
            WriteMode.DeleteRows { IsEmpty: true } when added.Count == 0 => null,
            WriteMode.DeleteRows d => await EditedAsync(files, shaped, intent, Replaced(shaped, d), added, cancel),
            _ => throw new InvalidOperationException("A write of an unknown mode."),
        };
        return commit is null ? shaped : Changed(shaped, commit.Updates, request);
    }

    /// <summary>Where no row comes rows are deleted (spec, "Snapshots", operation).</summary>
    private static Task<TableCommit> EditedAsync(TableFiles files, TableMetadata shaped, SnapshotIntent intent, FileScope scope, IReadOnlyList<DataFile> added, CancellationToken cancel) =>
        added.Any(file => file.Content is FileContent.Data)
            ? OverwriteFiles.PrepareAsync(files, shaped, intent, scope, added, cancel)
            : Iceberg.Commits.DeleteFiles.PrepareAsync(files, shaped, intent, scope, added, cancel);
}
