using Tarn.Project;

namespace Tarn.Checks;

/// <summary>What the names in tests stand for.</summary>
public sealed record CheckTargets
{
    /// <summary>A model by the name that <c>ref</c> takes; null when there is none.</summary>
    public required Func<string, CheckedRelation?> OfModel { get; init; }

    /// <summary>The table that <c>source</c> names with its two arguments; null when there is none.</summary>
    public required Func<string, string, TableName?> OfSource { get; init; }

    /// <summary>Works out the Jinja of a test that is a query. Problems come as a <see cref="TarnException"/>.</summary>
    public required Func<SqlFile, RenderedTest> Render { get; init; }

    /// <summary>The kinds of tests that the project's own macros define: <c>is_positive</c> of <c>{% test is_positive(model, column_name) %}</c>.</summary>
    public IReadOnlyList<string> DefinedKinds { get; init; } = [];

    /// <summary>Works out a test of such a kind with arguments by their names, called at a place. Problems come as a <see cref="TarnException"/>.</summary>
    public Func<string, IReadOnlyDictionary<string, object?>, string, RenderedTest> RenderDefined { get; init; } =
        (kind, _, _) => throw new InvalidOperationException($"No macro defines the test '{kind}'.");

    /// <summary>Models that are switched off. Tests of them, and relationships to them, are left out, as in dbt.</summary>
    public IReadOnlyList<string> DisabledModels { get; init; } = [];
}
