using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Scans;

/// <summary>Which data files a file of position deletes may name, as far as its manifest tells.</summary>
/// <param name="Delete">The file.</param>
/// <param name="Least">A location no greater than any in it; null when unknown.</param>
/// <param name="Most">A location no less than any in it; null when unknown.</param>
internal sealed record PathBounds(ScanDelete Delete, string? Least, string? Most)
{
    /// <summary>The one data file it names; null when there may be several.</summary>
    public string? OnlyPath => Delete.File.ReferencedDataFile ?? (Least == Most ? Least : null);

    /// <summary>The bounds that the manifest tells of the column <c>file_path</c>.</summary>
    public static PathBounds Of(ScanDelete delete) => new(delete, BoundOf(delete.File.LowerBounds), BoundOf(delete.File.UpperBounds));

    /// <summary>False when the bounds leave the data file out.</summary>
    public bool MayName(string path) =>
        (Least is null || ValueOrder.Compare(Least, path) <= 0) && (Most is null || ValueOrder.Compare(Most, path) >= 0);

    private static string? BoundOf(IReadOnlyDictionary<int, byte[]>? bounds) =>
        bounds?.GetValueOrDefault(PositionDeleteFile.FilePathId) is { } bytes ? SingleValue.Decode(new IcebergType.String(), bytes) as string : null;
}
