using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Views;

namespace Tarn.Engine;

/// <summary>Writes a query as a new version of a view (Iceberg view spec, version 1), in DuckDB's dialect. Its entry is yet to be committed.</summary>
public sealed class ViewWriter(LakeTables tables, IdSource ids)
{
    /// <summary>Writes the view; the current entry when its SQL and columns are the same already.</summary>
    /// <param name="connection">A connection of a session that shows what the query names.</param>
    /// <param name="name">The view.</param>
    /// <param name="current">The view as it is; null makes it.</param>
    /// <param name="sql">A SELECT over <c>namespace.table</c> names.</param>
    /// <param name="cancel">Stops before the file is written.</param>
    /// <exception cref="TarnException">Invalid <c>view.sql</c>: it says something that a view may not.</exception>
    public async Task<TableEntry.View> WriteAsync(
        DuckDbConnection connection, TableName name, TableEntry.View? current, string sql, CancellationToken cancel)
    {
        ViewQuery.Of(connection, sql, name.ToString());
        using var statement = connection.Prepare(sql);
        var definition = new ViewDefinition
        {
            Schema = EngineSchema.Of(statement.Columns, name.ToString(), formatVersion: 3),
            Representations = [new ViewSql(sql)],
            DefaultNamespace = [name.Namespace],
        };
        var before = current is null ? null : await tables.ViewAsync(current, cancel);
        var nowMs = ids.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var view = before is null ? New(name, definition, nowMs) : before.AddVersion(definition, nowMs);
        if (before is not null && view.CurrentVersionId == before.CurrentVersionId)
            return current!;
        var location = $"{view.Location}/metadata/{view.CurrentVersionId:00000}-{ids.NextUuid():D}.metadata.json";
        await tables.Files.CreateAsync(location, ViewFile.Write(view), cancel);
        return new TableEntry.View { MetadataLocation = location, Uuid = view.ViewUuid.ToString("D") };
    }

    private ViewMetadata New(TableName name, ViewDefinition definition, long nowMs)
    {
        var uuid = ids.NextUuid();
        var location = tables.NewLocation(name, uuid);
        return ViewMetadata.Create(uuid, location, definition, nowMs);
    }
}
