namespace Tarn;

/// <summary>A failure with its kind and everything that is wrong, all at once.</summary>
public sealed class TarnException : Exception
{
    /// <summary>A failure with one problem or many.</summary>
    public TarnException(FailureKind kind, IReadOnlyList<Problem> problems, Exception? inner = null)
        : base(string.Join(Environment.NewLine, problems), inner)
    {
        Kind = kind;
        Problems = problems;
    }

    /// <summary>A failure with one problem.</summary>
    public TarnException(FailureKind kind, Problem problem, Exception? inner = null)
        : this(kind, [problem], inner) { }

    /// <summary>What it means to whoever must act on it.</summary>
    public FailureKind Kind { get; }

    /// <summary>Everything that is wrong; at least one.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
