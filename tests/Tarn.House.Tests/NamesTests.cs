using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tarn.House.Tests;

public sealed class NamesTests
{
    private static readonly string[] Vague = ["Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Misc", "Processor", "Impl"];

    [Fact]
    public void A_file_holds_one_type_and_has_its_name() =>
        House.Sources.Concat(House.Tests).SelectMany(WrongTypes).ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_its_folder() =>
        House.Sources.SelectMany(f => f.Namespaces.Where(n => n.Name.ToString() != Expected(f)).Select(n => $"{f.Path}: {n.Name}")).ShouldBeEmpty();

    [Fact]
    public void No_type_or_folder_has_a_vague_name() =>
        House.Sources.SelectMany(VagueNames).Distinct(StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void A_class_is_sealed_static_or_abstract() =>
        House.Sources.SelectMany(OpenClasses).ShouldBeEmpty();

    private static IEnumerable<string> WrongTypes(SourceFile file)
    {
        var types = file.TopTypes.ToList();
        if (types.Count > 1)
            yield return $"{file.Path}: {types.Count} types";
        foreach (var type in types.Select(NameOf).Where(name => !FileNameFits(file, name)))
            yield return $"{file.Path}: holds {type}";
    }

    private static bool FileNameFits(SourceFile file, string type)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(file.Path);
        return name == type || name.StartsWith(type + ".", StringComparison.Ordinal);
    }

    private static string Expected(SourceFile file) =>
        string.Join('.', new[] { file.Project is "Tarn.Core" ? "Tarn" : file.Project }.Concat(file.Folders));

    private static IEnumerable<string> VagueNames(SourceFile file) =>
        file.Folders.Concat(file.TopTypes.Select(NameOf))
            .Where(name => Vague.Any(v => name.EndsWith(v, StringComparison.Ordinal)))
            .Select(name => $"{file.Path}: {name}");

    private static IEnumerable<string> OpenClasses(SourceFile file) =>
        file.TopTypes.OfType<TypeDeclarationSyntax>()
            .Where(t => t is ClassDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.ValueText: "" or "class" })
            .Where(t => !t.Modifiers.Any(m => m.ValueText is "sealed" or "static" or "abstract") && !t.Modifiers.Any(m => m.ValueText is "partial"))
            .Select(t => $"{file.Path}: {t.Identifier.ValueText}");

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax t => t.Identifier.ValueText,
        DelegateDeclarationSyntax d => d.Identifier.ValueText,
        _ => "",
    };
}
