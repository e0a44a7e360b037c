using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Merges;

namespace Tarn.Engine;

/// <summary>What a merge does to a table, in a few words. Pure text.</summary>
internal static class ReplayText
{
    /// <summary>As <c>3 files come, 1 goes; columns, properties</c>; null when nothing is left to do.</summary>
    public static string? Of(TableMergePlan.Ready plan)
    {
        if (plan.IsEmpty)
            return null;
        var files = (plan.AddedFiles, plan.RemovedFiles) switch
        {
            (0, 0) => plan.MakesSnapshot ? "files of deletes come or go" : null,
            (var come, 0) => Count(come, "comes", "come"),
            (0, var go) => Count(go, "goes", "go"),
            var (come, go) => $"{Count(come, "comes", "come")}, {go} go",
        };
        var rest = plan.Updates.Select(Word).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return string.Join("; ", new[] { files, rest.Count == 0 ? null : string.Join(", ", rest) }.OfType<string>());
    }

    private static string Count(int files, string one, string many) => files == 1 ? $"1 file {one}" : $"{files} files {many}";

    private static string? Word(TableUpdate update) => update switch
    {
        TableUpdate.SetCurrentSchema => "columns",
        TableUpdate.SetDefaultSpec => "partitioning",
        TableUpdate.SetDefaultSortOrder => "sort order",
        TableUpdate.SetProperties or TableUpdate.RemoveProperties => "properties",
        TableUpdate.UpgradeFormatVersion => "format version",
        TableUpdate.SetSnapshotRef or TableUpdate.RemoveSnapshotRef => "its own branches and tags",
        _ => null,
    };
}
