namespace Tarn.Models;

/// <summary>What a rendering sees that is not in the project's files.</summary>
public sealed record RenderScope
{
    /// <summary>Whether the model's own table is there, in the shape of a table.</summary>
    public bool TableExists { get; init; }

    /// <summary>Whether incremental models are built from nothing.</summary>
    public bool FullRefresh { get; init; }

    /// <summary>The environment that <c>env_var</c> reads.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When the run started: <c>run_started_at</c>.</summary>
    public DateTimeOffset StartedAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The run's name: <c>invocation_id</c>.</summary>
    public string InvocationId { get; init; } = "";

    /// <summary>Takes what <c>log</c>, <c>print</c> and <c>exceptions.warn</c> say; null lets it be.</summary>
    public Action<string>? Log { get; init; }
}
