using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>All that a plan of an import of files is made of.</summary>
public sealed record FileImportState
{
    /// <summary>The table's name.</summary>
    public required TableName Name { get; init; }

    /// <summary>The table as it is; null when it is to be made.</summary>
    public required TableMetadata? Table { get; init; }

    /// <summary>Where its metadata lies; null when it is to be made.</summary>
    public string? MetadataLocation { get; init; }

    /// <summary>Files that are not in the table yet and have rows.</summary>
    public required IReadOnlyList<ImportedFile> Files { get; init; }

    /// <summary>Files that are in the table already.</summary>
    public int Skipped { get; init; }

    /// <summary>Files without rows.</summary>
    public int Empty { get; init; }

    /// <summary>The folder that the files lie in, which the table may be read from.</summary>
    public required PrefixRewrite Folder { get; init; }

    /// <summary>The id of a table that is made.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>The place in the lake of a table that is made.</summary>
    public required string Location { get; init; }

    /// <summary>The time now, milliseconds since 1970 UTC.</summary>
    public required long NowMs { get; init; }
}
