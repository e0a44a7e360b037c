using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tarn.House.Tests;

/// <summary>The tests of the repository by the name of their class.</summary>
internal sealed class TestMethods
{
    private readonly ILookup<string, string> _methods = House.Tests
        .SelectMany(file => file.TopTypes.OfType<ClassDeclarationSyntax>())
        .SelectMany(type => type.Members.OfType<MethodDeclarationSyntax>().Where(IsTest).Select(method => (Type: type.Identifier.ValueText, Method: method.Identifier.ValueText)))
        .ToLookup(test => test.Type, test => test.Method, StringComparer.Ordinal);

    public static TestMethods All { get; } = new();

    /// <summary>Whether there is a class of tests of this name and, unless the method is empty, one of its tests of that name.</summary>
    public bool Has(string type, string method) => method.Length == 0 ? _methods.Contains(type) : _methods[type].Contains(method, StringComparer.Ordinal);

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => $"{attribute.Name}" is "Fact" or "Theory" or "Property");
}
