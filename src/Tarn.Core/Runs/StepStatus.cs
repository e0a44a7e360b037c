namespace Tarn.Runs;

/// <summary>How a step stands.</summary>
public enum StepStatus
{
    /// <summary>Not started: what it needs is not done, or the line was stopped.</summary>
    Pending,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Done now, and committed.</summary>
    Done,

    /// <summary>Found done on the branch of a resumed run.</summary>
    Skipped,

    /// <summary>Failed; the line stops.</summary>
    Failed,
}
