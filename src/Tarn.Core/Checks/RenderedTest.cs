using Tarn.Project;

namespace Tarn.Checks;

/// <summary>A test that is a query of its own, with its Jinja worked out.</summary>
public sealed record RenderedTest
{
    /// <summary>One statement. A semicolon at its end is allowed.</summary>
    public required string Sql { get; init; }

    /// <summary>The tables it reads, each once.</summary>
    public required IReadOnlyList<TableName> Reads { get; init; }

    /// <summary>What its <c>config(...)</c> calls say, by dbt's names; empty when it has none. Values as in <see cref="LakeProject.Vars"/>.</summary>
    public required IReadOnlyDictionary<string, object?> Config { get; init; }
}
