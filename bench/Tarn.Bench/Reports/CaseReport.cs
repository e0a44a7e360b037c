namespace Tarn.Bench.Reports;

/// <summary>What a case measured.</summary>
internal sealed record CaseReport
{
    /// <summary>Its short name: <c>b2-csv</c>.</summary>
    public required string Case { get; init; }

    /// <summary>The work, with its size.</summary>
    public required string Work { get; init; }

    public required IReadOnlyList<Figure> Figures { get; init; }

    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>What the output was checked for; a case whose output is wrong throws instead.</summary>
    public required string Checked { get; init; }

    /// <summary>Where the time went, and whatever else helps to judge.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Load of the machine before the case, see <see cref="Measure.Load"/>.</summary>
    public double? LoadBefore { get; init; }

    /// <summary>The same after it; the case itself is part of this.</summary>
    public double? LoadAfter { get; init; }
}
