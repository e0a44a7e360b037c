namespace Tarn.Core.Tests;

public sealed class TableNameTests
{
    [Theory]
    [InlineData("gold.daily", "gold", "daily")]
    [InlineData("accounting.tax.paid", "accounting.tax", "paid")]
    [InlineData("Gold.Daily-Sales", "Gold", "Daily-Sales")]
    [InlineData("lake.Größe 2024", "lake", "Größe 2024")]
    [InlineData("2024.日本語", "2024", "日本語")]
    [InlineData("a.हिन्दी", "a", "हिन्दी")]
    public void A_name_of_levels_is_a_namespace_and_the_last_part(string text, string ns, string name)
    {
        var table = TableName.TryParseNested(text)!;
        (table.Namespace, table.Name, table.ToString(), table.IsNamespace).ShouldBe((ns, name, text, false));
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("gold.*")]
    [InlineData("Gold.x")]
    [InlineData("gold")]
    public void A_project_declares_names_of_two_parts(string text) => TableName.TryParse(text).ShouldBeNull();

    [Theory]
    [InlineData("gold.*")]
    [InlineData("a..b")]
    [InlineData(".b")]
    [InlineData("a.b.")]
    [InlineData("gold.")]
    [InlineData("gold. a")]
    [InlineData("gold.a ")]
    [InlineData("gold.-a")]
    [InlineData("gold.a\"b")]
    [InlineData("gold.a'b")]
    [InlineData("gold.a`b")]
    [InlineData("gold.a\\b")]
    [InlineData("gold.a/b")]
    [InlineData("gold/../x.a")]
    [InlineData("gold.a%2eb")]
    [InlineData("gold.a@b")]
    [InlineData("gold.a$files")]
    [InlineData("gold.a;b")]
    [InlineData("gold.a:b")]
    [InlineData("gold.a\0b")]
    [InlineData("gold.a\nb")]
    [InlineData("gold.a\n")]
    [InlineData("gold.a\u200bb")]
    [InlineData("gold.a\u00a0b")]
    [InlineData("gold.\u0301a")]
    [InlineData("gold.\ud83d\ude00")]
    public void What_is_no_name_is_no_nested_name_either(string text) => TableName.TryParseNested(text).ShouldBeNull();

    [Theory]
    [InlineData("gold", "gold.*")]
    [InlineData("accounting.tax", "accounting.tax.*")]
    public void A_namespace_has_a_name_that_is_stored_and_read_again(string ns, string text)
    {
        var name = TableName.OfNamespace(ns);
        (name.ToString(), name.IsNamespace).ShouldBe((text, true));
        TableName.TryParseStored(text).ShouldBe(name);
    }

    [Fact]
    public void A_namespace_has_the_letters_of_a_table() =>
        Should.Throw<TarnException>(() => TableName.OfNamespace("Go/ld")).Problems[0].Code.ShouldBe("name.namespace");

    [Fact]
    public void A_level_has_128_characters_at_most()
    {
        TableName.TryParseNested($"gold.{new string('ä', 128)}").ShouldNotBeNull();
        TableName.TryParseNested($"gold.{new string('ä', 129)}").ShouldBeNull();
        TableName.TryParseNested($"{new string('a', 129)}.x").ShouldBeNull();
    }
}
