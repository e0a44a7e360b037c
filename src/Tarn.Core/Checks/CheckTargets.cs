using Tarn.Project;

namespace Tarn.Checks;

/// <summary>What the names in tests stand for.</summary>
public sealed record CheckTargets
{
    /// <summary>The table of a model by the name that <c>ref</c> takes; null when it has none, as an ephemeral or an unknown one.</summary>
    public required Func<string, TableName?> OfModel { get; init; }

    /// <summary>The table that <c>source</c> names with its two arguments; null when there is none.</summary>
    public required Func<string, string, TableName?> OfSource { get; init; }

    /// <summary>Works out the Jinja of a test that is a query. Problems come as a <see cref="TarnException"/>.</summary>
    public required Func<SqlFile, RenderedTest> Render { get; init; }

    /// <summary>Models that are switched off. Tests of them, and relationships to them, are left out, as in dbt.</summary>
    public IReadOnlyList<string> DisabledModels { get; init; } = [];
}
