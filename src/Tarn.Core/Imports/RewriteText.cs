using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>Reads <c>FROM=TO</c>: a prefix of locations and the folder that stands for it.</summary>
public static class RewriteText
{
    /// <summary>The rewrite.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="pathOf">Makes a path whole.</param>
    /// <exception cref="TarnException">Invalid <c>import.rewrite</c>: it is none, or leads to no folder of this machine.</exception>
    public static PrefixRewrite Parse(string text, Func<string, string> pathOf)
    {
        var cut = CutOf(text);
        if (cut <= 0 || cut == text.Length - 1)
            throw Bad($"'{text}' is not a rewrite.", text);
        var (from, to) = (text[..cut], text[(cut + 1)..]);
        if (to.Contains("://", StringComparison.Ordinal) && !IsFile(to))
            throw Bad($"'{to}' is not a folder of this machine.", text);
        var folder = pathOf(IsFile(to) ? "/" + to["file:".Length..].TrimStart('/') : to);
        return Directory.Exists(folder)
            ? new PrefixRewrite(from.TrimEnd('/'), PlaceOf(folder))
            : throw Bad($"There is no folder '{folder}'.", text);
    }

    /// <summary>The location of a path of this machine.</summary>
    public static string PlaceOf(string path) => "file://" + (path.Length > 1 ? path.TrimEnd('/') : path);

    /// <summary>A prefix may have '=' in it, as folders of Hive have, so the first that a whole path stands behind counts; else the last.</summary>
    private static int CutOf(string text)
    {
        for (var at = text.IndexOf('=', StringComparison.Ordinal); at >= 0; at = text.IndexOf('=', at + 1))
        {
            if (text[(at + 1)..] is var rest && (rest.StartsWith('/') || IsFile(rest)))
                return at;
        }
        return text.LastIndexOf('=');
    }

    private static bool IsFile(string text) => text.StartsWith("file:/", StringComparison.Ordinal);

    private static TarnException Bad(string what, string text) => new(FailureKind.Invalid, new Problem(
        "import.rewrite", what, $"--rewrite {text}", "Write it as FROM=TO, a prefix of the table's locations and the folder that has its files now: s3://bucket/sales=/srv/sales."));
}
