using System.CommandLine;
using System.Globalization;

namespace Tarn.Cli.Commands;

/// <summary>Options that take a size in bytes: <c>134217728</c>, <c>128MB</c>, <c>1GB</c>. Units are powers of 1,024, as those of the table properties' defaults.</summary>
internal static class SizeOption
{
    private static readonly (string Unit, long Bytes)[] Units = [("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30)];

    /// <summary>An option for a size; null when it is not on the line.</summary>
    public static Option<long?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = result =>
        {
            if (Parse(result.Tokens[0].Value) is { } bytes)
                return bytes;
            result.AddError($"'{result.Tokens[0].Value}' is no value for {name}. Take bytes, or a whole number with KB, MB or GB: 128MB");
            return null;
        },
    };

    /// <summary>Reads a size; null when the text is none.</summary>
    internal static long? Parse(string text)
    {
        var unit = Units.FirstOrDefault(unit => text.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase));
        var digits = unit.Unit is null ? text : text[..^2];
        return long.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= (1L << 40)
            ? number * (unit.Unit is null ? 1 : unit.Bytes)
            : null;
    }
}
