using Tarn.Cli.Terminals;

namespace Tarn.Cli.Tests.Terminals;

public sealed class SheetTextTests
{
    [Fact]
    public void Columns_line_up_and_nothing_is_cut()
    {
        var text = new StringWriter { NewLine = "\n" };
        SheetText.WritePlain(text, Sheet.Of("name", ">rows", "note")
            .Add("日本", "1", "wide letters take two cells")
            .Add("e\u0301te\u0301", "12,345", new string('x', 120))
            .Add("plain", "7", ""));
        text.ToString().ShouldBe(
            "name     rows  note\n" +
            "日本        1  wide letters take two cells\n" +
            "e\u0301te\u0301    12,345  " + new string('x', 120) + "\n" +
            "plain       7\n");
    }

    [Fact]
    public void A_row_stays_one_line() => TextWidth.OneLine("a\nb\tc\u0001").ShouldBe("a\\nb\\tc\\u0001");
}
