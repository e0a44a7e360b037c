namespace Tarn.House.Tests;

public sealed class FloorsTests
{
    [Fact]
    public void No_using_runs_up() =>
        House.Sources.SelectMany(Floors.WrongArrows).ShouldBeEmpty();

    [Theory]
    [InlineData("src/Tarn.Storage/Local/Planted.cs", "Tarn.Iceberg.Types")]
    [InlineData("src/Tarn.DuckDb/Planted.cs", "Tarn.Storage")]
    [InlineData("src/Tarn.Iceberg/Scans/Planted.cs", "Tarn.Catalog")]
    [InlineData("src/Tarn.Core/Catalog/Planted.cs", "Tarn.Runs")]
    [InlineData("src/Tarn.Core/Project/Planted.cs", "Tarn.Engine")]
    [InlineData("src/Tarn.Core/Planted.cs", "Tarn.Catalog")]
    [InlineData("src/Tarn.Core/Sources/Planted.cs", "Tarn.Sources.Rest")]
    [InlineData("src/Tarn.Core/Lakehouse/Planted.cs", "Tarn.Cli")]
    [InlineData("src/Tarn.Iceberg/Planted.cs", "Tarn.Iceberg.Types")]
    public void A_planted_arrow_that_runs_up_is_found(string path, string target) =>
        Floors.WrongArrows(SourceFile.Parse(path, $"using {target};\nnamespace X;\nclass Planted;\n")).ShouldHaveSingleItem();

    [Theory]
    [InlineData("src/Tarn.Core/Runs/Fine.cs", "Tarn.Catalog")]
    [InlineData("src/Tarn.Core/Engine/Fine.cs", "Tarn.Iceberg.Scans")]
    [InlineData("src/Tarn.Cli/Commands/Fine.cs", "Tarn.Lakehouse")]
    public void An_arrow_that_runs_down_is_fine(string path, string target) =>
        Floors.WrongArrows(SourceFile.Parse(path, $"using {target};\nnamespace X;\nclass Fine;\n")).ShouldBeEmpty();

    [Fact]
    public void Our_own_namespaces_have_no_global_usings() =>
        House.Sources.Where(f => f.Syntax.Usings.Any(u => u.GlobalKeyword.ValueText.Length > 0)).Select(f => f.Path).ShouldBeEmpty();

    [Fact]
    public void Unsafe_code_lives_in_the_engines_binding_only() =>
        House.Sources.Where(f => f.Project is not "Tarn.DuckDb" && f.Syntax.DescendantTokens().Any(t => t.ValueText == "unsafe"))
            .Select(f => f.Path).ShouldBeEmpty();
}
