using System.Text.RegularExpressions;

namespace Tarn.House.Tests;

/// <summary>Each line of docs/reference/iceberg.md names the tests that hold it, and what documents name as a test is one.</summary>
public sealed class IcebergPageTests
{
    private const string Page = "docs/reference/iceberg.md";
    private static readonly Regex Held = new("`([A-Za-z]+Tests)(?:\\.([A-Za-z0-9_]+))?`", RegexOptions.None, TimeSpan.FromSeconds(10));
    private static readonly Regex Named = new("\\b([A-Z][A-Za-z]+Tests)(?:\\.([A-Za-z0-9]+_[A-Za-z0-9_]+))?\\b", RegexOptions.None, TimeSpan.FromSeconds(10));

    [Fact]
    public void Every_line_names_what_holds_it() =>
        Unheld(File.ReadAllText(Path.Combine(House.Root, Page))).ShouldBeEmpty();

    [Fact]
    public void Every_test_that_a_document_names_is_there()
    {
        var tests = TestMethods.All;
        Documents().SelectMany(path => Named.Matches(File.ReadAllText(path))
                .Where(name => !tests.Has(name.Groups[1].Value, name.Groups[2].Value))
                .Select(name => $"{Path.GetRelativePath(House.Root, path)}: {name.Value}"))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("| what | held by |\n|---|---|\n| a | words |\n")]
    [InlineData("| what | held by |\n|---|---|\n| `ColumnTypesTests` | b |\n")]
    [InlineData("A claim.\nAnd one more.\n")]
    public void A_planted_line_without_a_test_is_found(string page) => Unheld("# Title\n\n" + page).ShouldHaveSingleItem();

    [Theory]
    [InlineData("| what | held by |\n|---|---|\n| a | `ColumnTypesTests`, `FooterNeedTests` |\n")]
    [InlineData("A claim,\nheld by `ColumnTypesTests.Any`.\n")]
    [InlineData("What comes:\n")]
    public void A_line_with_a_test_or_that_leads_to_others_is_fine(string page) => Unheld("# Title\n\n" + page).ShouldBeEmpty();

    /// <summary>Rows of tables whose last cell names no test, and paragraphs that name none and do not end with a colon.</summary>
    private static IEnumerable<string> Unheld(string page) =>
        page.Split("\n\n").SelectMany(block => block.Trim('\n').Split('\n') switch
        {
            [['#', ..]] => [],
            [['|', ..], _, .. var rows] => rows.Where(row => !Held.IsMatch(row.TrimEnd('|', ' ').Split('|')[^1])),
            var lines => Held.IsMatch(block) || lines[^1].EndsWith(':') ? [] : [lines[0]],
        });

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Path.Combine(House.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(House.Root, "*.md"));
}
