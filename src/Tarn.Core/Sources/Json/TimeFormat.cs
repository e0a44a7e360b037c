using System.Globalization;

namespace Tarn.Sources.Json;

/// <summary>
/// Reads times as a format in DuckDB's strptime language tells: the specifiers <c>%Y %y %m %d %b %B %H %I %M %S %f %p %j %z %Z %%</c> and those with
/// <c>%-</c>. Without a zone the time is UTC. Other specifiers are refused, with a <see cref="FormatException"/>.
/// </summary>
internal sealed class TimeFormat
{
    private readonly string _format;
    private readonly string[] _exact;

    public TimeFormat(string format)
    {
        _format = format;
        _exact = [.. Variants(Translate(format))];
    }

    /// <summary>The instant that the text tells; null when it is not written so.</summary>
    public DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParseExact(text, _exact, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    /// <summary>.NET's custom format with the same meaning; everything that is no specifier is quoted.</summary>
    private string Translate(string format)
    {
        var exact = new System.Text.StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                exact.Append('\\').Append(format[i]);
                continue;
            }
            i += i + 1 < format.Length && format[i + 1] == '-' ? 2 : 1;
            exact.Append(Specifier(i < format.Length ? format[i] : '\0'));
        }
        return exact.ToString();
    }

    private string Specifier(char sign) => sign switch
    {
        'Y' => "yyyy",
        'y' => "yy",
        'm' => "M",
        'd' => "d",
        'b' => "MMM",
        'B' => "MMMM",
        'H' => "H",
        'I' => "h",
        'M' => "m",
        'S' => "s",
        'f' => "FFFFFFF",
        'p' => "tt",
        'z' or 'Z' => "K",
        'T' => @"H\:m\:s",
        'F' => @"yyyy\-M\-d",
        '%' => @"\%",
        _ => throw new FormatException($"'%{sign}' in '{_format}' is not understood in a cursor's format. Use %Y %y %m %d %b %B %H %I %M %S %f %p %z."),
    };

    private static IEnumerable<string> Variants(string exact) => [exact, exact.Replace("K", "zzz", StringComparison.Ordinal)];
}
