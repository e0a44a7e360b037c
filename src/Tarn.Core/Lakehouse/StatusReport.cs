using Tarn.Runs;

namespace Tarn.Lakehouse;

/// <summary>How a lake stands.</summary>
public sealed record StatusReport
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>Where the lake lies.</summary>
    public required string Warehouse { get; init; }

    /// <summary>The head of main.</summary>
    public required string Head { get; init; }

    /// <summary>When main last moved.</summary>
    public required DateTimeOffset HeadTime { get; init; }

    /// <summary>Tables and views on main.</summary>
    public required int Tables { get; init; }

    /// <summary>The last runs, newest first: published ones from the ledger, others from their branches.</summary>
    public required IReadOnlyList<RunSummary> Runs { get; init; }

    /// <summary>Every resource of the project, by name.</summary>
    public required IReadOnlyList<SourceSummary> Sources { get; init; }
}
