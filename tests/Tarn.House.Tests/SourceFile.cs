using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tarn.House.Tests;

/// <summary>A C# file: its path from the root of the repository with '/', and its syntax.</summary>
internal sealed record SourceFile(string Path, string Text, CompilationUnitSyntax Syntax)
{
    public int Lines { get; } = Text.Count(c => c == '\n');

    public string Project => Path.Split('/')[1];

    /// <summary>The folders between the project and the file; empty for a file at the project's root.</summary>
    public string[] Folders => Path.Split('/')[2..^1];

    public IEnumerable<string> Usings => Syntax.Usings.Where(u => u.Alias is null || u.Name is not null).Select(u => u.Name?.ToString() ?? "");

    public IEnumerable<BaseNamespaceDeclarationSyntax> Namespaces => Syntax.Members.OfType<BaseNamespaceDeclarationSyntax>();

    public IEnumerable<MemberDeclarationSyntax> TopTypes =>
        Namespaces.SelectMany(n => n.Members).Concat(Syntax.Members)
            .Where(m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    public static SourceFile Parse(string path, string text) =>
        new(path, text, CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken).GetCompilationUnitRoot());
}
