namespace Tarn.Core.Tests;

public sealed class TableNameTests
{
    [Theory]
    [InlineData("gold.daily", "gold", "daily")]
    [InlineData("accounting.tax.paid", "accounting.tax", "paid")]
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
        Should.Throw<TarnException>(() => TableName.OfNamespace("Gold")).Problems[0].Code.ShouldBe("name.namespace");
}
