using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>What a run works with, put together once.</summary>
internal sealed record RunContext
{
    public required LakeCatalog Catalog { get; init; }

    public required IdSource Ids { get; init; }

    public required LandStep Land { get; init; }

    public required TransformStep Transform { get; init; }

    public required AuditStep Audit { get; init; }

    public required PublishStep Publish { get; init; }

    /// <summary>Steps that may be at work at once.</summary>
    public required int StepsAtOnce { get; init; }

    public TimeProvider Time => Ids.Time;
}
