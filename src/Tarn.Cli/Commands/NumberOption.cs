using System.CommandLine;

namespace Tarn.Cli.Commands;

/// <summary>Options that take a whole number.</summary>
internal static class NumberOption
{
    /// <summary>An option for a number from <paramref name="least"/> to <paramref name="most"/>; null when it is not on the line.</summary>
    public static Option<int?> Create(string name, string helpName, string description, int least, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var number) && number >= least && number <= most)
                return number;
            var range = most == int.MaxValue ? $"of {least} or more" : $"from {least} to {most}";
            result.AddError($"'{result.Tokens[0].Value}' is no value for {name}. Take a whole number {range}");
            return null;
        },
    };
}
