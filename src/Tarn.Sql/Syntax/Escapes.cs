using System.Globalization;
using System.Text;

namespace Tarn.Sql.Syntax;

/// <summary>Python's escapes in quoted text.</summary>
internal static class Escapes
{
    /// <summary>The text that the written one stands for; null when an escape is cut short.</summary>
    public static string? Resolve(string written)
    {
        if (!written.Contains('\\', StringComparison.Ordinal))
            return written;
        var text = new StringBuilder(written.Length);
        for (var at = 0; at < written.Length; at++)
        {
            if (written[at] != '\\')
                text.Append(written[at]);
            else if (!TryEscape(written, ref at, text))
                return null;
        }
        return text.ToString();
    }

    private static bool TryEscape(string written, ref int at, StringBuilder text)
    {
        var c = written[++at];
        if (c is 'x' or 'u' or 'U')
            return TryHex(written, ref at, c switch { 'x' => 2, 'u' => 4, _ => 8 }, text);
        if (c is >= '0' and <= '7')
            return Octal(written, ref at, text);
        text.Append(c switch
        {
            '\n' => "",
            '\\' or '\'' or '"' => c.ToString(),
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            _ => "\\" + c,
        });
        return true;
    }

    private static bool TryHex(string written, ref int at, int length, StringBuilder text)
    {
        var digits = at + length < written.Length ? written.Substring(at + 1, length) : "";
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10FFFF)
            return false;
        text.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
        at += length;
        return true;
    }

    private static bool Octal(string written, ref int at, StringBuilder text)
    {
        var code = 0;
        var end = at;
        for (; end < written.Length && end < at + 3 && written[end] is >= '0' and <= '7'; end++)
            code = (code * 8) + (written[end] - '0');
        text.Append((char)code);
        at = end - 1;
        return true;
    }
}
