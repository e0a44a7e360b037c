using FsCheck;
using FsCheck.Fluent;
using Tarn.Sql.Jinja;
using Tarn.Sql.Values;

namespace Tarn.Sql.Tests.Jinja;

public sealed class JinjaPropertyTests
{
    private static readonly string[] Pieces =
        ["{{", "}}", "{%", "%}", "{#", "#}", "-", "+", " ", "\n", "if", "for", "in", "x", "endif", "endfor", "set", "=", "'", "\"", "1", "(", ")", "[", "]", "|", "upper", "is", "macro", "raw", "endraw", "."];

    [Fact]
    public void Text_without_tags_is_printed_as_it_is_but_for_one_newline_at_its_end() =>
        Prop.ForAll<NonNull<string>>(given =>
        {
            var text = given.Get.Replace("{", "").Replace("\r", "");
            Render(text).ShouldBe(text.EndsWith('\n') ? text[..^1] : text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_prints_through_a_quoted_constant() =>
        Prop.ForAll<NonNull<string>>(given =>
        {
            var text = given.Get.Replace("\r", "").Replace("\0", "");
            Render("{{ " + PythonText.Repr(text) + " }}").ShouldBe(text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_float_prints_so_that_it_reads_back() =>
        Prop.ForAll<NormalFloat>(given =>
            double.Parse(Render("{{ " + PythonText.Str(Math.Abs(given.Get)) + " }}"), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Math.Abs(given.Get)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Nonsense_renders_or_fails_with_a_place_and_never_otherwise() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p)).ToArbitrary(), text =>
        {
            try
            {
                Render(text);
            }
            catch (JinjaException fault)
            {
                fault.Line.ShouldBeGreaterThan(0);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static string Render(string text) => JinjaTemplate.Parse(text, "a.sql").Render(new JinjaScope());
}
