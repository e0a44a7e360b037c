namespace Tarn.Maintenance;

/// <summary>How old things must be before they go.</summary>
/// <param name="History">Commits and snapshots that were not current for this long expire. Readers that began since lose nothing.</param>
/// <param name="Orphans">Files that nothing names are left this long: whoever wrote them may be about to commit.</param>
/// <param name="HistoryIsAsked">True when the request says how old, false when each table may.</param>
public sealed record MaintenanceAges(TimeSpan History, TimeSpan Orphans, bool HistoryIsAsked)
{
    /// <summary>No less is taken without force.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromHours(24);

    private static readonly TimeSpan HistoryDefault = TimeSpan.FromDays(5);
    private static readonly TimeSpan OrphansDefault = TimeSpan.FromDays(3);

    /// <summary>The ages that a request means.</summary>
    /// <exception cref="TarnException">Invalid <c>maintain.too-young</c>: readers and writers that are at work now might lose files.</exception>
    public static MaintenanceAges Of(MaintenanceRequest request)
    {
        if (request.OlderThan is not { } age)
            return new MaintenanceAges(HistoryDefault, OrphansDefault, HistoryIsAsked: false);
        if (age < TimeSpan.Zero || (age < Least && !request.IsForced))
        {
            throw new TarnException(FailureKind.Invalid, new Problem(
                "maintain.too-young",
                $"{age.TotalHours:0.##} hours is too young: a query that runs now, or a writer about to commit, might lose its files.",
                Next: $"Take {Least.TotalHours:0} hours or more; --force takes less, when nobody else is at work on the lake."));
        }
        return new MaintenanceAges(age, age, HistoryIsAsked: true);
    }
}
