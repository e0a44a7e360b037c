using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Metadata;

namespace Tarn.Inspection;

/// <summary>Shows a session the versions and the metadata tables of tables that a query names.</summary>
internal sealed class AspectViews(LakeSession session, LakeEngine engine, LakeTables tables)
{
    /// <summary>Shows one, by the name that the query has for it.</summary>
    /// <param name="aspect">What to show.</param>
    /// <param name="entry">What the table's name holds.</param>
    /// <param name="wanted">Which rows of a version are wanted: files without one may be left out; null wants all.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    /// <exception cref="TarnException">Invalid: it is a view's, or there is no such metadata table.</exception>
    /// <exception cref="Tarn.Iceberg.IcebergException">Invalid: there is no such version.</exception>
    public Task ShowAsync(TableAspect aspect, TableEntry entry, Expression? wanted, CancellationToken cancel)
    {
        var table = entry as TableEntry.Table
            ?? throw new TarnException(FailureKind.Invalid, new Problem("query.not-a-table", $"{aspect.Table} is a view, which has neither versions nor metadata tables.", aspect.Table.ToString(), "Name one of its tables."));
        var read = new TableRead(table) { Version = aspect.Version, WithLineage = aspect.Part is not null, Wanted = wanted };
        return session.ShowAsync(
            aspect.Schema,
            aspect.Name,
            connection => aspect.IsMetadata ? MetadataAsync(aspect, table, cancel) : new TableReader(engine, tables).SelectAsync(connection, read, cancel),
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
