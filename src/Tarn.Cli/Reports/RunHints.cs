namespace Tarn.Cli.Reports;

/// <summary>The commands that go with the end of a run, as the user would type them here.</summary>
/// <param name="Look">Begins a query: <c>tarn query --project shop</c>. Null when the run's branch holds nothing.</param>
/// <param name="GoOn">Goes on with the run; asks for it again when it did not begin.</param>
internal sealed record RunHints(string? Look, string GoOn);
