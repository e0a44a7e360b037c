using System.Globalization;
using System.Text;

namespace Tarn.Cli.Terminals;

/// <summary>How many cells of a terminal a text takes, so that columns line up: two for East Asian wide letters and emoji, none for marks.</summary>
internal static class TextWidth
{
    public static int Of(string text)
    {
        if (System.Text.Ascii.IsValid(text))
            return text.Length;
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    /// <summary>The text with its line ends and control characters written as escapes, so that a row stays one line.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var line = new StringBuilder(text.Length + 8);
        foreach (var c in text)
            line.Append(Escape(c));
        return line.ToString();
    }

    private static string Escape(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(c) => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    };

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    /// <summary>The blocks that Unicode's EastAsianWidth.txt calls W or F, coarsely.</summary>
    private static bool IsWide(int c) =>
        c is >= 0x1100 and <= 0x115f or >= 0x2e80 and <= 0x303e or >= 0x3041 and <= 0xa4cf or >= 0xac00 and <= 0xd7a3
            or >= 0xf900 and <= 0xfaff or >= 0xfe30 and <= 0xfe6f or >= 0xff00 and <= 0xff60 or >= 0xffe0 and <= 0xffe6
            or >= 0x1f300 and <= 0x1faff or >= 0x20000 and <= 0x3fffd;
}
