namespace Tarn.Runs;

/// <summary>How a run ended, or stands.</summary>
public enum RunStatus
{
    /// <summary>At work, or left by a runner that died.</summary>
    Running,

    /// <summary>Published.</summary>
    Succeeded,

    /// <summary>A step or a blocking check failed; its branch is sealed for inspection.</summary>
    Failed,

    /// <summary>Stopped on request; it can be resumed.</summary>
    Interrupted,
}
