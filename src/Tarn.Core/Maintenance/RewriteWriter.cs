using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Maintenance;

/// <summary>Writes the rows of data files anew, deletes applied, by the table's partitions and order; rows keep their ids (spec, "Row Lineage").</summary>
internal sealed class RewriteWriter(LakeEngine engine, LakeTables tables, IdSource ids)
{
    private readonly TableReader _reader = new(engine, tables);

    /// <summary>Why the table's files are left as they are; null when they can be written anew.</summary>
    public static string? Obstacle(TableMetadata table)
    {
        var gone = table.DefaultSpec.Fields.FirstOrDefault(field => field.Transform is not Transform.Void && SchemaFields.ById(table.CurrentSchema, field.SourceId) is null);
        return gone is null
            ? StoredColumns.Refused(table.CurrentSchema, table.Location).FirstOrDefault()?.What
            : $"The table is partitioned by '{gone.Name}', whose column was dropped.";
    }

    /// <summary>The files that take the place of a group's. Nothing names them yet.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="entry">The table as the plan was made of it.</param>
    /// <param name="table">The same as it is to be written, with a target size and an order.</param>
    /// <param name="group">The files.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    /// <exception cref="TarnException">Corrupt <c>maintain.rows</c>: other rows were read than the manifests tell; nothing was replaced.</exception>
    public async Task<FileRewrite> WriteAsync(
        DuckDbConnection connection, TableEntry.Table entry, TableMetadata table, CompactionGroup group, CancellationToken cancel)
    {
        var keepsLineage = table.FormatVersion >= 3 && LineageSql.Fits(table.CurrentSchema);
        var rows = await _reader.RowsAsync(connection, entry, cancel);
        tables.Remember(entry.MetadataLocation, rows);
        var only = group.Files.Select(file => file.File.Path).ToHashSet(StringComparer.Ordinal);
        using var live = await _reader.SelectAsync(connection, new TableRead(entry) { WithPlaces = keepsLineage, Only = only }, cancel);
        IEnumerable<string> columns = [.. table.CurrentSchema.Fields.Select(field => SqlText.Name(field.Name)), .. keepsLineage ? LineageSql.Kept : []];
        var sql = new CopySql(keepsLineage ? LineageSql.InFilesOf(table.CurrentSchema) : table.CurrentSchema) { Compression = ParquetCompression.Of(table) };
        var added = await new DataFileWriter(engine, tables.Files, ids) { TakesInfinity = true }
            .WriteAsync(connection, table, sql, $"select {string.Join(", ", columns)} from (\n{live.Sql}\n) as live", cancel);
        CheckRows(group, rows, added);
        return new FileRewrite
        {
            Removed = group.Files,
            Added = added,
            SequenceNumber = table.CurrentSnapshot!.SequenceNumber,
            FormatVersion = table.FormatVersion,
        };
    }

    /// <summary>How many rows deletes by equality take is not known before; of all else it is.</summary>
    private static void CheckRows(CompactionGroup group, DeletedRows rows, IReadOnlyList<DataFile> added)
    {
        var most = group.Files.Sum(file => file.File.RecordCount - (rows.ByFile.TryGetValue(file.File.Path, out var gone) ? gone.Count : 0));
        var isExact = group.Files.All(file => file.Deletes.All(delete => delete.File.Content is not FileContent.EqualityDeletes));
        var written = added.Sum(file => file.RecordCount);
        if (written == most || (!isExact && written < most))
            return;
        throw new TarnException(FailureKind.Corrupt, new Problem(
            "maintain.rows",
            $"{written:N0} rows were read where the manifests tell {most:N0}; the files were left as they are.",
            group.Files[0].File.Path,
            "A file is not what its manifest says of it. Restore it from a backup, or replace the table."));
    }
}
