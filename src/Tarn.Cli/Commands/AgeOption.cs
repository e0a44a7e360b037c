using System.CommandLine;
using System.Globalization;

namespace Tarn.Cli.Commands;

/// <summary>Options that take an age: <c>7d</c>, <c>36h</c>, <c>90m</c>.</summary>
internal static class AgeOption
{
    /// <summary>An option for an age; null when it is not on the line.</summary>
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "AGE",
        CustomParser = result =>
        {
            if (Parse(result.Tokens[0].Value) is { } age)
                return age;
            result.AddError($"'{result.Tokens[0].Value}' is no value for {name}. Take a whole number and a unit: 7d, 36h or 90m");
            return null;
        },
    };

    /// <summary>Reads an age; null when the text is none.</summary>
    internal static TimeSpan? Parse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 100_000)
            return null;
        return text[^1] switch
        {
            'd' => TimeSpan.FromDays(number),
            'h' => TimeSpan.FromHours(number),
            'm' => TimeSpan.FromMinutes(number),
            's' => TimeSpan.FromSeconds(number),
            _ => null,
        };
    }
}
