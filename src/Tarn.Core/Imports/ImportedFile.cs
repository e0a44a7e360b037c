using Tarn.Engine;

namespace Tarn.Imports;

/// <summary>A Parquet file that is to be added, with what its footer and its path tell.</summary>
public sealed record ImportedFile
{
    /// <summary>Its path on this machine.</summary>
    public required string Path { get; init; }

    /// <summary>Its size.</summary>
    public required long Bytes { get; init; }

    /// <summary>Rows in it.</summary>
    public required long Rows { get; init; }

    /// <summary>Its columns.</summary>
    public required FileSchema Schema { get; init; }

    /// <summary>What is known of each column without children, in the order they have in the file.</summary>
    public IReadOnlyList<FooterStatistics> Statistics { get; init; } = [];

    /// <summary>Where its row groups start.</summary>
    public IReadOnlyList<long> SplitOffsets { get; init; } = [];

    /// <summary>The folders <c>name=value</c> above it: names, and values or null.</summary>
    public IReadOnlyDictionary<string, string?> Folders => HivePath.Of(Path);

    /// <summary>The location that the table names it by.</summary>
    public string Location => RewriteText.PlaceOf(Path);
}
