using System.Globalization;
using System.Text.RegularExpressions;

namespace Tarn.Sql.Values;

/// <summary>How one value is laid out in text: fill, alignment, sign, width, grouping, digits and kind, as Python's format language has them.</summary>
internal sealed partial record FormatSpec
{
    private const int WidthMax = 100_000;

    public char Fill { get; init; } = ' ';

    /// <summary>One of &lt; &gt; ^ =, or a blank for the kind's own.</summary>
    public char Align { get; init; } = ' ';

    public char Sign { get; init; } = '-';

    public bool Alternate { get; init; }

    public int Width { get; init; }

    public string Grouping { get; init; } = "";

    public int? Digits { get; init; }

    /// <summary>One letter: s, d, f ...; a blank for the value's own.</summary>
    public char Kind { get; init; } = ' ';

    public static FormatSpec Parse(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success)
            throw new JinjaException($"'{text}' is not a format.");
        var zero = match.Groups["zero"].Success;
        return new FormatSpec
        {
            Fill = match.Groups["fill"].Success ? match.Groups["fill"].Value[0] : zero ? '0' : ' ',
            Align = match.Groups["align"].Success ? match.Groups["align"].Value[0] : zero ? '=' : ' ',
            Sign = match.Groups["sign"].Success ? match.Groups["sign"].Value[0] : '-',
            Alternate = match.Groups["alt"].Success,
            Width = Number(match.Groups["width"]) ?? 0,
            Grouping = match.Groups["group"].Value,
            Digits = Number(match.Groups["digits"]),
            Kind = match.Groups["kind"].Success ? match.Groups["kind"].Value[0] : ' ',
        };
    }

    public string Format(object? value)
    {
        PythonMath.RefuseUndefined(value);
        if (!PythonMath.IsNumber(value) || (value is bool && Kind is ' ' or 's') || Kind == 's')
            return Padded("", Text(value), '<');
        var negative = PythonMath.Real(value) < 0;
        var sign = negative ? "-" : Sign is '-' ? "" : Sign.ToString();
        return Padded(sign, Number(value), '>');
    }

    private string Text(object? value)
    {
        if (Kind is not (' ' or 's' or 'c'))
            throw new JinjaException($"A {PythonText.TypeName(value)} cannot be formatted with '{Kind}'.");
        var text = PythonText.Str(value);
        return Digits < text.Length ? text[..Digits.Value] : text;
    }

    private string Number(object? value) => Kind switch
    {
        'f' or 'F' => Grouped(Math.Abs(PythonMath.Real(value)).ToString("F" + (Digits ?? 6), CultureInfo.InvariantCulture)),
        '%' => (Math.Abs(PythonMath.Real(value)) * 100).ToString("F" + (Digits ?? 6), CultureInfo.InvariantCulture) + "%",
        'e' or 'E' => Math.Abs(PythonMath.Real(value)).ToString($"0.{new string('0', Digits ?? 6)}{Kind}+00", CultureInfo.InvariantCulture),
        'g' or 'G' => Math.Abs(PythonMath.Real(value)).ToString("G" + (Digits ?? 6), CultureInfo.InvariantCulture),
        _ when PythonMath.IsWhole(value) => Whole(Math.Abs((decimal)PythonMath.Whole(value))),
        ' ' => Grouped(PythonText.Float(Math.Abs(PythonMath.Real(value)))),
        _ => throw new JinjaException($"A float cannot be formatted with '{Kind}'."),
    };

    private string Whole(decimal value) => Kind switch
    {
        'x' => (Alternate ? "0x" : "") + ((ulong)value).ToString("x", CultureInfo.InvariantCulture),
        'X' => (Alternate ? "0X" : "") + ((ulong)value).ToString("X", CultureInfo.InvariantCulture),
        'o' => (Alternate ? "0o" : "") + Convert.ToString((long)value, 8),
        'b' => (Alternate ? "0b" : "") + Convert.ToString((long)value, 2),
        'c' => char.ConvertFromUtf32((int)value),
        _ => Grouped(value.ToString("F0", CultureInfo.InvariantCulture)),
    };

    private string Grouped(string number)
    {
        if (Grouping.Length == 0)
            return number;
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? number : number[..point];
        for (var at = whole.Length - 3; at > 0; at -= 3)
            whole = whole.Insert(at, Grouping);
        return whole + (point < 0 ? "" : number[point..]);
    }

    private string Padded(string sign, string text, char ownAlign)
    {
        var missing = Width - sign.Length - text.Length;
        if (missing <= 0)
            return sign + text;
        string Fills(int count) => new(Fill, count);
        return (Align == ' ' ? ownAlign : Align) switch
        {
            '<' => sign + text + Fills(missing),
            '^' => Fills(missing / 2) + sign + text + Fills(missing - (missing / 2)),
            '=' => sign + Fills(missing) + text,
            _ => Fills(missing) + sign + text,
        };
    }

    private static int? Number(Group group)
    {
        if (!group.Success)
            return null;
        return int.TryParse(group.Value, CultureInfo.InvariantCulture, out var number) && number <= WidthMax
            ? number
            : throw new JinjaException($"The width {group.Value} is more than {WidthMax}.");
    }

    [GeneratedRegex(
        @"\A(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<alt>\#)?(?<zero>0)?(?<width>\d+)?(?<group>[,_])?(?:\.(?<digits>\d+))?(?<kind>[bcdeEfFgGnosxX%])?\z",
        RegexOptions.Singleline, 1000)]
    private static partial Regex Shape();
}
