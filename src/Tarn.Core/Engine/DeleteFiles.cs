using System.Globalization;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg;
using Tarn.Iceberg.Manifests;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>What must hold of delete files before the engine reads them.</summary>
internal static class DeleteFiles
{
    /// <summary>Where the files lie on this machine, in their order.</summary>
    /// <exception cref="IcebergException">Unsupported: one is not Parquet.</exception>
    public static async Task<IReadOnlyList<string>> LocalPathsAsync(TableFiles files, IEnumerable<DataFile> deletes, CancellationToken cancel)
    {
        var paths = new List<string>();
        foreach (var file in deletes)
        {
            RequireParquet(file);
            paths.Add(await files.LocalPathAsync(file.Path, cancel));
        }
        return paths;
    }

    /// <summary>Refuses a file that is not Parquet, or encrypted.</summary>
    public static void RequireParquet(DataFile file)
    {
        if (file.KeyMetadata is not null)
            throw new IcebergException(IcebergFault.Unsupported, $"{file.Path}: the file is encrypted; encrypted tables cannot be read.", file.Path);
        if (file.Format is not "PARQUET")
            throw new IcebergException(IcebergFault.Unsupported, $"{file.Path}: a file of format {file.Format.ToLowerInvariant()}, and Tarn reads parquet only.", file.Path);
    }

    /// <summary>Refuses a file that is neither Parquet nor holds deletion vectors, or is encrypted.</summary>
    public static void RequireParquetOrVector(DataFile file)
    {
        if (file is not { Content: FileContent.PositionDeletes, ContentOffset: not null, Format: "PUFFIN", KeyMetadata: null })
            RequireParquet(file);
    }

    /// <summary>The engine reads a column that a file does not have as null, which would delete other rows than were meant; so it must be there.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="deletes">The files.</param>
    /// <param name="paths">Where they lie, in their order.</param>
    /// <param name="idsOf">The field ids a file must have.</param>
    /// <exception cref="IcebergException">Corrupt: a file lacks a field id.</exception>
    public static void CheckFieldIds(DuckDbConnection connection, IReadOnlyList<DataFile> deletes, IReadOnlyList<string> paths, Func<DataFile, IReadOnlyList<int>> idsOf)
    {
        using var result = connection.Query($"select file_name, field_id from parquet_schema([{string.Join(", ", paths.Select(SqlText.Text))}]) where field_id is not null");
        var known = result.Rows().ToLookup(row => (string)row[0]!, row => Convert.ToInt32(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        for (var i = 0; i < deletes.Count; i++)
        {
            var missing = idsOf(deletes[i]).Except(known[paths[i]]).ToList();
            if (missing.Count > 0)
                throw new IcebergException(IcebergFault.Corrupt, $"{deletes[i].Path}: deletes without a column of the field id {missing[0]}, which they need.", deletes[i].Path);
        }
    }
}
