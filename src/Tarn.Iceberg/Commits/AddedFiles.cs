using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>What files must be like to be added to a table.</summary>
internal static class AddedFiles
{
    /// <summary>Does nothing when all of them fit.</summary>
    /// <exception cref="IcebergException">Invalid, with every file that does not fit.</exception>
    public static void Check(IReadOnlyList<DataFile> added, TableMetadata metadata)
    {
        var twice = added.GroupBy(file => (file.Path, file.ContentOffset)).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key.Path} is added {same.Count()} times.");
        List<string> problems = [.. added.Select(file => ProblemOf(file, metadata)).OfType<string>(), .. twice];
        if (problems.Count > 0)
            throw IcebergException.Invalid($"{metadata.Location} cannot take the files", problems);
    }

    private static string? ProblemOf(DataFile file, TableMetadata metadata)
    {
        var spec = metadata.PartitionSpecs.FirstOrDefault(spec => spec.SpecId == file.SpecId);
        if (spec is null)
            return $"{file.Path} is of partition spec {file.SpecId}, which the table does not have.";
        if (file.Partition.Count != spec.Fields.Count)
            return $"{file.Path} has {file.Partition.Count} partition values, spec {spec.SpecId} has {spec.Fields.Count} fields.";
        return file.RecordCount < 0 || file.FileBytes <= 0 ? $"{file.Path} has {file.RecordCount} rows in {file.FileBytes} bytes." : null;
    }
}
