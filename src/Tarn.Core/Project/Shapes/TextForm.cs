using System.Text.RegularExpressions;

namespace Tarn.Project.Shapes;

/// <summary>A rule that text must keep, with how to say it. The same pattern validates here and in editors.</summary>
/// <param name="Name">With its article: <c>a duration</c>.</param>
/// <param name="Pattern">A regular expression that .NET and ECMAScript read alike; null when none tells it.</param>
/// <param name="Next">How to write it, a sentence.</param>
/// <param name="Accepts">What the pattern cannot tell; null when it tells all.</param>
internal sealed record TextForm(string Name, string? Pattern, string Next, Func<string, bool>? Accepts = null)
{
    private readonly Regex? _pattern = Pattern is null ? null : new Regex(Pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public bool Fits(string text) => (_pattern is null || (_pattern.IsMatch(text) && !text.EndsWith('\n'))) && (Accepts is null || Accepts(text));
}
