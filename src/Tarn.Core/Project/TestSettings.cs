namespace Tarn.Project;

/// <summary>How hard a test is, and which rows it looks at: dbt's test <c>config</c>.</summary>
public sealed record TestSettings
{
    /// <summary>What a failure does.</summary>
    public TestSeverity Severity { get; init; } = TestSeverity.Error;

    /// <summary>True when the severity is written; else one that the definition of the test's kind says counts.</summary>
    public bool SaysSeverity { get; init; }

    /// <summary>A condition on the rows looked at, in SQL; null looks at all.</summary>
    public string? Where { get; init; }

    /// <summary>At most so many failing rows are counted; null counts all.</summary>
    public long? Limit { get; init; }

    /// <summary>A condition on the count of failing rows for error, such as <c>&gt; 10</c>; null is <c>!= 0</c>.</summary>
    public string? ErrorIf { get; init; }

    /// <summary>A condition on the count of failing rows for warn; null is <c>!= 0</c>.</summary>
    public string? WarnIf { get; init; }

    /// <summary>What is counted of the failing rows, in SQL, such as <c>sum(n_records)</c>; null is <c>count(*)</c>.</summary>
    public string? FailCalc { get; init; }

    /// <summary>False leaves the test out.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Tags of the test.</summary>
    public required IReadOnlyList<string> Tags { get; init; }
}
