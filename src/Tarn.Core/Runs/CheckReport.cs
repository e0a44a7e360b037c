namespace Tarn.Runs;

/// <summary>What a check found.</summary>
public sealed record CheckReport
{
    /// <summary>The check's name, as dbt names it: <c>unique_checkouts_checkout_id</c>.</summary>
    public required string Check { get; init; }

    /// <summary>pass, warn, or fail.</summary>
    public required string Status { get; init; }

    /// <summary>Rows that failed.</summary>
    public required long Failures { get; init; }

    /// <summary>What is wrong, in words; empty when it passed.</summary>
    public string Message { get; init; } = "";
}
