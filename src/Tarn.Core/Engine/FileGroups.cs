using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>Splits the data files of a plan into those that one scan can read. Only the footers that matter are read.</summary>
/// <param name="tables">The lake's tables.</param>
/// <param name="connection">A connection without an open result.</param>
internal sealed class FileGroups(LakeTables tables, DuckDbConnection connection)
{
    /// <summary>The groups; files that need no look at their footers first.</summary>
    /// <exception cref="Tarn.Iceberg.IcebergException">Unsupported: a file has no field ids and the table no mapping.</exception>
    public async Task<IReadOnlyList<FileGroup>> OfAsync(TableMetadata metadata, TableSchema schema, IReadOnlyList<ScanFile> files, CancellationToken cancel)
    {
        var need = new FooterNeed(metadata, schema);
        var byNeed = files.ToLookup(need.Of);
        if (!tables.IsOwn(metadata))
            await CheckFieldIdsAsync(metadata, byNeed[false], cancel);
        var read = byNeed[true].ToList();
        var schemas = await tables.FileSchemas.ReadAsync(connection, tables.FilesFor(metadata), [.. read.Select(file => file.File.Path)], cancel);
        var groups = read.Zip(schemas).GroupBy(file => (file.Second, file.First.File.SpecId)).Select(same => new FileGroup([.. same.Select(file => file.First)], same.Key.Second));
        return byNeed[false].Any() ? [new FileGroup([.. byNeed[false]], null), .. groups] : [.. groups];
    }

    /// <summary>Tables from elsewhere may hold files that others left as they were; of each commit's files one is looked at.</summary>
    private async Task CheckFieldIdsAsync(TableMetadata metadata, IEnumerable<ScanFile> files, CancellationToken cancel)
    {
        var samples = files.DistinctBy(file => file.SnapshotId is { } id ? id.ToString(System.Globalization.CultureInfo.InvariantCulture) : file.File.Path).Select(file => file.File.Path).ToList();
        foreach (var (location, schema) in samples.Zip(await tables.FileSchemas.ReadAsync(connection, tables.FilesFor(metadata), samples, cancel)))
            schema.ByFieldId(NameMapping.Of(metadata.Properties, metadata.Location), location);
    }
}
