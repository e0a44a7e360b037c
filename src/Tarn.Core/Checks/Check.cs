using Tarn.Project;

namespace Tarn.Checks;

/// <summary>A question to the lake whose answer is rows that are wrong.</summary>
public sealed record Check
{
    /// <summary>Its name, one among the project's checks: dbt's generated name, or the one given with <c>name:</c>, or the file's.</summary>
    public required string Name { get; init; }

    /// <summary>The table it is declared on; null for a test that is a query of its own.</summary>
    public TableName? Table { get; init; }

    /// <summary>The column it speaks of; null when it speaks of rows or of the whole table.</summary>
    public string? Column { get; init; }

    /// <summary>SQL whose rows are the failures, without a semicolon. <see cref="CheckQuery"/> counts them.</summary>
    public required string Select { get; init; }

    /// <summary>The tables it looks at, each once.</summary>
    public required IReadOnlyList<TableName> Reads { get; init; }

    /// <summary>How hard it is. The condition on rows is already in <see cref="Select"/>.</summary>
    public required TestSettings Settings { get; init; }

    /// <summary>Where it is declared: <c>models/schema.yml:9:13</c>.</summary>
    public required string Where { get; init; }

    /// <summary>What is the case when it fails, a clause for people: <c>checkout_id of silver.checkouts has duplicates</c>.</summary>
    public required string Describe { get; init; }

    /// <summary>What a failure does.</summary>
    public TestSeverity Severity => Settings.Severity;
}
