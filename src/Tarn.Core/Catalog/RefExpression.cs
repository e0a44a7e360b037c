using System.Globalization;

namespace Tarn.Catalog;

/// <summary>
/// The language of references, read: a name or the beginning of a commit id, then any number of <c>~n</c> (the n-th first parent;
/// alone: the first) and <c>@time</c> (the last commit of the line at or before the time, ISO 8601, UTC unless it says otherwise).
/// </summary>
internal sealed record RefExpression(string Start, IReadOnlyList<RefStep> Steps)
{
    private static readonly string[] _times =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static RefExpression Parse(string text)
    {
        var end = text.AsSpan().IndexOfAny('~', '@') is var at and >= 0 ? at : text.Length;
        var steps = new List<RefStep>();
        for (var from = end; from < text.Length;)
        {
            var length = text.AsSpan(from + 1).IndexOfAny('~', '@') is var next and >= 0 ? next : text.Length - from - 1;
            steps.Add(Step(text, text[from], text.Substring(from + 1, length)));
            from += length + 1;
        }
        return end > 0 ? new RefExpression(text[..end], steps) : throw Bad(text, "it does not start with a branch, a tag or a commit");
    }

    private static RefStep Step(string text, char sign, string argument)
    {
        if (sign == '~')
        {
            var digits = argument.Length == 0 ? "1" : argument;
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? new RefStep.Back(count)
                : throw Bad(text, $"'~{argument}' does not count commits");
        }
        return DateTimeOffset.TryParseExact(argument, _times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new RefStep.At(time)
            : throw Bad(text, $"'@{argument}' is not a time");
    }

    private static TarnException Bad(string text, string why) =>
        new(FailureKind.Invalid, new Problem(
            "catalog.bad-ref",
            $"'{text}' is not a reference: {why}.",
            Next: "Write for example main, dev/anna, 3f9a1c07, main~2 or main@2026-06-04T09:14:00Z."));
}
