using System.Globalization;

namespace Tarn.Project.Shapes;

/// <summary>Durations as text: a whole number and a unit, <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>26h</c>, <c>7d</c>.</summary>
internal static class DurationText
{
    public const string Pattern = "^[1-9][0-9]{0,8}(ms|s|m|h|d)$";

    /// <summary>Reads a duration; null when it is none.</summary>
    public static TimeSpan? TryParse(string text)
    {
        var unit = text.AsSpan().TrimStart("0123456789");
        if (unit.Length == text.Length || text[0] is '0' || text.Length - unit.Length > 9)
            return null;
        var number = long.Parse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture);
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" when number <= 100_000 => TimeSpan.FromDays(number),
            _ => null,
        };
    }
}
