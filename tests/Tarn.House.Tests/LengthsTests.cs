using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tarn.House.Tests;

/// <summary>
/// Lengths are reported, in artifacts/lengths.txt, and bounded where they would be absurd: nine in ten files stay under 300 lines and nine in ten
/// methods under 35 (STYLE.md).
/// </summary>
public sealed class LengthsTests
{
    private const int FileLinesMax = 450;
    private const int MethodLinesMax = 70;

    [Fact]
    public void Nine_in_ten_files_are_under_300_lines_and_none_is_absurd()
    {
        var files = House.Sources.OrderByDescending(f => f.Lines).ToList();
        Report("files", files.Take(15).Select(f => $"{f.Lines,5} {f.Path}"));
        files.Where(f => f.Lines > FileLinesMax).Select(f => $"{f.Path}: {f.Lines} lines").ShouldBeEmpty();
        ShareOver(files.Select(f => f.Lines), 300).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Nine_in_ten_methods_are_under_35_lines_and_none_is_absurd()
    {
        var methods = House.Sources.SelectMany(Methods).OrderByDescending(m => m.Lines).ToList();
        Report("methods", methods.Take(25).Select(m => $"{m.Lines,5} {m.Name}"));
        methods.Where(m => m.Lines > MethodLinesMax).Select(m => $"{m.Name}: {m.Lines} lines").ShouldBeEmpty();
        ShareOver(methods.Select(m => m.Lines), 35).ShouldBeLessThan(0.1);
    }

    private static IEnumerable<(string Name, int Lines)> Methods(SourceFile file) =>
        file.Syntax.DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Select(m => ($"{file.Path} {NameOf(m)}", LinesOf(m)));

    private static int LinesOf(BaseMethodDeclarationSyntax method)
    {
        SyntaxNode? body = (SyntaxNode?)method.Body ?? method.ExpressionBody;
        if (body is null)
            return 0;
        var span = body.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax m => m.Identifier.ValueText,
        ConstructorDeclarationSyntax c => c.Identifier.ValueText,
        _ => method.Kind().ToString(),
    };

    private static double ShareOver(IEnumerable<int> lengths, int bound)
    {
        var all = lengths.ToList();
        return all.Count == 0 ? 0 : all.Count(n => n > bound) / (double)all.Count;
    }

    private static void Report(string what, IEnumerable<string> lines) =>
        File.WriteAllLines(Path.Combine(Directory.CreateDirectory(Path.Combine(House.Root, "artifacts")).FullName, $"lengths-{what}.txt"), lines);
}
