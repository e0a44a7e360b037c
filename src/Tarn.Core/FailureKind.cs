namespace Tarn;

/// <summary>What a failure means to whoever must act on it. Exit code, retry and every wire's status follow from it.</summary>
public enum FailureKind
{
    /// <summary>What was asked for, or the project, is wrong. Trying again is no use. Exit code 2.</summary>
    Invalid,

    /// <summary>A run or a blocking check failed; main is as it was. Exit code 1.</summary>
    Failed,

    /// <summary>Something outside did not answer, or there is no room. Trying later may help. Exit code 3.</summary>
    Unavailable,

    /// <summary>Somebody else changed the same thing. Read again, then decide. Exit code 4.</summary>
    Conflict,

    /// <summary>Stored state is not what was written. A person must look. Exit code 5.</summary>
    Corrupt,
}
