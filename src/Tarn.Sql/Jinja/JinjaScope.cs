namespace Tarn.Sql.Jinja;

/// <summary>What a template sees beside itself.</summary>
public sealed record JinjaScope
{
    /// <summary>Variables, functions and objects of the host, by name. Values as <see cref="Values.JinjaValue.From"/> takes them.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>
    /// Templates whose macros can be called by name from everywhere, as dbt's macros; a later one wins, and a macro wins over a variable of the
    /// same name. What else they print or set has no effect.
    /// </summary>
    public IReadOnlyList<JinjaTemplate> Macros { get; init; } = [];

    /// <summary>Templates that <c>include</c> and <c>import</c> find, by the name that is written there.</summary>
    public IReadOnlyDictionary<string, JinjaTemplate> Templates { get; init; } = new Dictionary<string, JinjaTemplate>(StringComparer.Ordinal);

    /// <summary>The bounds.</summary>
    public JinjaLimits Limits { get; init; } = new();
}
