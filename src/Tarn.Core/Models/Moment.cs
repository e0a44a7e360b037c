using System.Globalization;
using System.Text;
using Tarn.Sql;
using Tarn.Sql.Values;

namespace Tarn.Models;

/// <summary>A time as templates see it: Python's datetime in UTC, as far as models use it.</summary>
internal sealed class Moment(DateTimeOffset at) : JinjaObject
{
    private readonly DateTimeOffset _at = at.ToUniversalTime();

    public override string Text => Iso(' ');

    public override bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "year" => (long)_at.Year,
            "month" => (long)_at.Month,
            "day" => (long)_at.Day,
            "hour" => (long)_at.Hour,
            "minute" => (long)_at.Minute,
            "second" => (long)_at.Second,
            "microsecond" => Microsecond,
            "isoformat" => new JinjaFunction(name, "sep?", a => Iso(a.Text(0, "T")[0])),
            "strftime" => new JinjaFunction(name, "format", a => Format(a.Text(0))),
            "date" => new JinjaFunction(name, "", _ => _at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            "timestamp" => new JinjaFunction(name, "", _ => _at.ToUnixTimeMilliseconds() / 1000.0),
            _ => this,
        };
        return !ReferenceEquals(value, this);
    }

    private long Microsecond => _at.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond;

    private string Iso(char between) =>
        _at.ToString($"yyyy-MM-dd'{between}'HH:mm:ss", CultureInfo.InvariantCulture) + (Microsecond == 0 ? "" : $".{Microsecond:000000}") + "+00:00";

    private string Format(string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
            text.Append(format[i] == '%' && i + 1 < format.Length ? Part(format[++i]) : format[i].ToString());
        return text.ToString();
    }

    private string Part(char directive) => directive switch
    {
        'Y' => $"{_at.Year:0000}",
        'y' => $"{_at.Year % 100:00}",
        'm' => $"{_at.Month:00}",
        'd' => $"{_at.Day:00}",
        'H' => $"{_at.Hour:00}",
        'I' => $"{((_at.Hour + 11) % 12) + 1:00}",
        'M' => $"{_at.Minute:00}",
        'S' => $"{_at.Second:00}",
        'f' => $"{Microsecond:000000}",
        'j' => $"{_at.DayOfYear:000}",
        'p' => _at.Hour < 12 ? "AM" : "PM",
        'b' => _at.ToString("MMM", CultureInfo.InvariantCulture),
        'B' => _at.ToString("MMMM", CultureInfo.InvariantCulture),
        'a' => _at.ToString("ddd", CultureInfo.InvariantCulture),
        'A' => _at.ToString("dddd", CultureInfo.InvariantCulture),
        'F' => Part('Y') + "-" + Part('m') + "-" + Part('d'),
        'T' => Part('H') + ":" + Part('M') + ":" + Part('S'),
        'z' => "+0000",
        'Z' => "UTC",
        '%' => "%",
        _ => throw new JinjaException($"strftime knows no '%{directive}' here."),
    };
}
