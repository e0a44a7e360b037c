namespace Tarn.Project;

/// <summary>What a failing test does.</summary>
public enum TestSeverity
{
    /// <summary>It stops the publish.</summary>
    Error,

    /// <summary>It is recorded.</summary>
    Warn,
}
