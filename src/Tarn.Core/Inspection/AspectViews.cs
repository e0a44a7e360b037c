using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Metadata;

namespace Tarn.Inspection;

/// <summary>Shows a session the versions and the metadata tables of tables that a query names.</summary>
internal sealed class AspectViews(LakeSession session, LakeEngine engine, LakeTables tables)
{
    /// <summary>Shows one, by the name that the query has for it.</summary>
    /// <exception cref="TarnException">Invalid: it is a view's, or there is no such metadata table.</exception>
    /// <exception cref="Tarn.Iceberg.IcebergException">Invalid: there is no such version.</exception>
    public Task ShowAsync(TableAspect aspect, TableEntry entry, CancellationToken cancel)
    {
        var table = entry as TableEntry.Table
            ?? throw new TarnException(FailureKind.Invalid, new Problem("query.not-a-table", $"{aspect.Table} is a view, which has neither versions nor metadata tables.", aspect.Table.ToString(), "Name one of its tables."));
        var read = new TableRead(table) { Version = aspect.Version, WithLineage = aspect.Part is not null };
        return session.ShowAsync(
            aspect.Schema,
            aspect.Name,
            connection => aspect.Part is null or TableAspect.Rows ? new TableReader(engine, tables).SelectAsync(connection, read, cancel) : MetadataAsync(aspect, table, cancel),
            cancel);
    }

    private async Task<TableSelect> MetadataAsync(TableAspect aspect, TableEntry.Table entry, CancellationToken cancel)
    {
        var metadata = await tables.MetadataAsync(entry, cancel);
        var version = aspect.Version is null ? TableVersion.Current(metadata) : TableVersion.At(metadata, aspect.Version);
        var inspected = new InspectedTable { Files = tables.FilesFor(metadata), Metadata = metadata, MetadataLocation = entry.MetadataLocation, Snapshot = version.Snapshot };
        var found = await MetadataTables.ReadAsync(aspect.Part!, inspected, cancel) ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "query.metadata-table", $"There is no metadata table '{aspect.Part}'.", aspect.Table.ToString(), $"There are: {string.Join(", ", MetadataTables.Names.Append(TableAspect.Rows))}."));
        var stream = engine.AddStream(found.Source);
        return new TableSelect(found.Select(stream.Sql), [stream]);
    }
}
