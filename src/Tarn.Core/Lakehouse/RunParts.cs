using Tarn.Catalog;
using Tarn.Checks;
using Tarn.Engine;
using Tarn.Models;
using Tarn.Project;

namespace Tarn.Lakehouse;

/// <summary>The parts of an open lake that a run needs.</summary>
internal sealed record RunParts
{
    public required LakeProject Project { get; init; }

    public required ModelGraph Models { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }

    public required LakeCatalog Catalog { get; init; }

    public required LakeEngine Engine { get; init; }

    public required LakeTables Tables { get; init; }

    public required IdSource Ids { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}
