using System.Text.RegularExpressions;

namespace Tarn.Checks;

/// <summary>What <c>to:</c> of a relationships test names: <c>ref('a')</c> or <c>source('a', 'b')</c>, and nothing else.</summary>
internal abstract partial record RelationCall
{
    private RelationCall() { }

    /// <summary>Reads the call; null when it is neither.</summary>
    public static RelationCall? TryParse(string text)
    {
        var model = RefShape().Match(text);
        if (model.Success)
            return new Model(model.Groups["name"].Value);
        var source = SourceShape().Match(text);
        return source.Success ? new SourceTable(source.Groups["source"].Value, source.Groups["name"].Value) : null;
    }

    [GeneratedRegex("""\A\s*ref\s*\(\s*(?<q>['"])(?<name>\w+)\k<q>\s*\)\s*\z""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RefShape();

    [GeneratedRegex("""\A\s*source\s*\(\s*(?<q>['"])(?<source>[\w-]+)\k<q>\s*,\s*(?<r>['"])(?<name>[\w-]+)\k<r>\s*\)\s*\z""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SourceShape();

    public sealed record Model(string Name) : RelationCall;

    public sealed record SourceTable(string Source, string Name) : RelationCall;
}
