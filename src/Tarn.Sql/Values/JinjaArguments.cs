namespace Tarn.Sql.Values;

/// <summary>The arguments of a call.</summary>
/// <param name="Positional">Those without a name, in order.</param>
/// <param name="Named">Those with a name, in order.</param>
public sealed record JinjaArguments(IReadOnlyList<object?> Positional, IReadOnlyList<KeyValuePair<string, object?>> Named)
{
    /// <summary>No arguments.</summary>
    public static JinjaArguments None { get; } = new([], []);

    /// <summary>The template that calls; null when the host calls.</summary>
    public string? Path { get; init; }

    /// <summary>Where in that template.</summary>
    public Place Place { get; init; }

    /// <summary>Arguments without names.</summary>
    public static JinjaArguments Of(params object?[] positional) => new(positional, []);
}
