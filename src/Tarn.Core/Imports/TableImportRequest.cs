using Tarn.Catalog;
using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>A table of another engine that is to become one of the lake.</summary>
public sealed record TableImportRequest
{
    /// <summary>The name it gets.</summary>
    public required TableName Table { get; init; }

    /// <summary>Where it is committed.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>Its metadata file, or its folder: a whole path of this machine, or a location that a rewrite leads to one.</summary>
    public required string Metadata { get; init; }

    /// <summary>Prefixes of its locations and the folders that stand for them.</summary>
    public IReadOnlyList<PrefixRewrite> Rewrites { get; init; } = [];

    /// <summary>Who commits.</summary>
    public required string Author { get; init; }
}
