using System.Collections.Concurrent;
using System.Globalization;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>The columns of data files by their footers, each read once: a file never changes. Safe for threads.</summary>
public sealed class FileSchemas
{
    private const int CachedMax = 200_000;
    private const int FilesAtOnceMax = 500;
    private readonly ConcurrentDictionary<string, FileSchema> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<FileSchema, FileSchema> _different = new();

    /// <summary>The columns of each file, in their order.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="files">Where the files lie.</param>
    /// <param name="locations">The files, all of them Parquet.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public async Task<IReadOnlyList<FileSchema>> ReadAsync(DuckDbConnection connection, TableFiles files, IReadOnlyList<string> locations, CancellationToken cancel)
    {
        var found = new Dictionary<string, FileSchema>(StringComparer.Ordinal);
        foreach (var location in locations)
        {
            if (_known.TryGetValue(files.PlaceOf(location), out var known))
                found[location] = known;
        }
        foreach (var chunk in locations.Where(location => !found.ContainsKey(location)).Distinct(StringComparer.Ordinal).Chunk(FilesAtOnceMax))
        {
            foreach (var (location, schema) in await ReadFootersAsync(connection, files, chunk, cancel))
                found[location] = Remember(files.PlaceOf(location), schema);
        }
        return [.. locations.Select(location => found[location])];
    }

    /// <summary>Files of one table have mostly the same columns, which are kept once. A file is known by its place: prefixes mean another one in another table.</summary>
    private FileSchema Remember(string place, FileSchema schema)
    {
        if (_known.Count >= CachedMax)
            _known.Clear();
        return _known[place] = _different.GetOrAdd(schema, schema);
    }

    private static async Task<IReadOnlyList<(string Location, FileSchema Schema)>> ReadFootersAsync(
        DuckDbConnection connection, TableFiles files, string[] locations, CancellationToken cancel)
    {
        var paths = new List<string>();
        foreach (var location in locations)
            paths.Add(await files.LocalPathAsync(location, cancel));
        var sql =
            $"""
            select file_name, name, coalesce(num_children, 0), field_id, repetition_type = 'REPEATED', converted_type, if(type = 'INT96', 'TIMESTAMP WITH TIME ZONE', duckdb_type), column_id
            from parquet_schema([{string.Join(", ", paths.Select(SqlText.Text))}])
            """;
        using var result = connection.Query(sql, cancel: cancel);
        var rows = result.Rows().ToLookup(row => (string)row[0]!, row => row.ToArray(), StringComparer.Ordinal);
        return [.. locations.Zip(paths, (location, path) => (location, WithVariants(connection, path, new FooterColumns([.. rows[path].OrderBy(row => (long)row[7]!).Select(ElementOf)]).Build())))];
    }

    /// <summary>The engine's list of a footer does not tell variants from structs of the same parts, so it is asked how it reads them.</summary>
    private static FileSchema WithVariants(DuckDbConnection connection, string path, FileSchema schema)
    {
        if (!schema.Columns.Any(column => column.IsVariantShaped))
            return schema;
        using var statement = connection.Prepare($"select * from read_parquet({SqlText.Text(path)}, hive_partitioning = false)");
        var variants = statement.Columns.Where(column => column.Type is DuckDbType.Scalar { Kind: DuckDbScalar.Variant }).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return new FileSchema([.. schema.Columns.Select(column => variants.Contains(column.Name) ? column with { Type = new FileType.Leaf("VARIANT") } : column)]);
    }

    private static FooterElement ElementOf(object?[] row) => new()
    {
        Name = (string)row[1]!,
        Children = Convert.ToInt32(row[2], CultureInfo.InvariantCulture),
        FieldId = row[3] is long id ? (int)id : null,
        IsRepeated = row[4] is true,
        ConvertedType = (string?)row[5],
        EngineType = (string?)row[6],
    };
}
