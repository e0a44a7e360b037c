using Tarn.Sql.Values;

namespace Tarn.Models;

/// <summary>What a template's own functions do, where reading a project and rendering a model differ.</summary>
internal sealed record TemplateHooks
{
    public required Func<BoundArguments, object?> Ref { get; init; }

    public required Func<BoundArguments, object?> Source { get; init; }

    /// <summary>What <c>config(...)</c> does with its named arguments.</summary>
    public required Action<BoundArguments> Config { get; init; }

    /// <summary>What <c>config.get</c> finds; null when nothing is configured.</summary>
    public required Func<string, object?> ConfigValue { get; init; }

    /// <summary>The table of the template; null where there is none, as in a test.</summary>
    public Relation? This { get; init; }

    public bool IsIncremental { get; init; }

    /// <summary>False while the project is only read.</summary>
    public bool Execute { get; init; }

    public string Name { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];
}
