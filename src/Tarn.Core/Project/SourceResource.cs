using Tarn.Contracts;

namespace Tarn.Project;

/// <summary>One stream of records of a source, landed into one table. The source's defaults are already in it.</summary>
public sealed record SourceResource
{
    /// <summary>The name: <c>[a-z][a-z0-9_]*</c>, one in its source.</summary>
    public required string Name { get; init; }

    /// <summary>Where it lands.</summary>
    public required TableName Table { get; init; }

    /// <summary>For readers; null when the file says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>How it is fetched.</summary>
    public required ResourceFetch Fetch { get; init; }

    /// <summary>What a load does to the rows of earlier loads.</summary>
    public LoadMode Load { get; init; } = LoadMode.Append;

    /// <summary>The promised columns; empty promises nothing.</summary>
    public required IReadOnlyList<ContractColumn> Columns { get; init; }

    /// <summary>The columns that tell one record from another; empty when none are told.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>What every load is held against.</summary>
    public required QualityRules Quality { get; init; }

    /// <summary>When it is due, as written: <c>OnCalendar=*-*-* 07:05:00 UTC</c>; null when it has no schedule.</summary>
    public string? Schedule { get; init; }

    /// <summary>The oldest its newest successful load may be before it is stale; null promises nothing.</summary>
    public TimeSpan? FreshWithin { get; init; }

    /// <summary>How long one load may take; null sets no bound.</summary>
    public TimeSpan? RuntimeMax { get; init; }

    /// <summary>Where it is declared: <c>sources/overdrive.yml:12:5</c>.</summary>
    public required string Where { get; init; }
}
