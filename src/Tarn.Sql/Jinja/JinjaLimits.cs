namespace Tarn.Sql.Jinja;

/// <summary>Bounds of one rendering, so that an endless template is an error and not a crash.</summary>
public sealed record JinjaLimits
{
    /// <summary>How deep macros, includes and recursive loops may call each other.</summary>
    public int DepthMax { get; init; } = 200;

    /// <summary>How many characters may be printed, and how long a text that is put together may be.</summary>
    public int CharactersMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many statements and expressions may be evaluated.</summary>
    public long StepsMax { get; init; } = 5_000_000;

    /// <summary>How many numbers <c>range</c> may give.</summary>
    public int RangeMax { get; init; } = 100_000;
}
