using Tarn.Project;

namespace Tarn.Checks;

/// <summary>What came of a check.</summary>
public abstract record CheckOutcome
{
    private CheckOutcome() { }

    /// <summary>
    /// Decides as dbt does: an error when severity and <c>error_if</c> both say so, else a warning when <c>warn_if</c> says so.
    /// </summary>
    /// <param name="settings">The check's settings.</param>
    /// <param name="failures">The first column of <see cref="CheckQuery"/>.</param>
    /// <param name="shouldWarn">Its second column.</param>
    /// <param name="shouldError">Its third column.</param>
    public static CheckOutcome Of(TestSettings settings, long failures, bool shouldWarn, bool shouldError)
    {
        if (settings.Severity is TestSeverity.Error && shouldError)
            return new Fail(failures);
        return shouldWarn ? new Warn(failures) : new Pass();
    }

    /// <summary>Nothing to tell.</summary>
    public sealed record Pass : CheckOutcome;

    /// <summary>To be told, and no more.</summary>
    /// <param name="Failures">The failing rows, or what <c>fail_calc</c> makes of them.</param>
    public sealed record Warn(long Failures) : CheckOutcome;

    /// <summary>It stops the publish.</summary>
    /// <param name="Failures">The failing rows, or what <c>fail_calc</c> makes of them.</param>
    public sealed record Fail(long Failures) : CheckOutcome;
}
