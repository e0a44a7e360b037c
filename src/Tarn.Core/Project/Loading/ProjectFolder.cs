using System.Text;
using Tarn.Project.Yaml;

namespace Tarn.Project.Loading;

/// <summary>The files of a project on disk, read as UTF-8 text.</summary>
internal sealed class ProjectFolder(string root, ProblemList problems)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 32,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>The paths of the files in a folder and below it that end so, relative to the root with '/', in ordinal order.</summary>
    public IReadOnlyList<string> List(string folder, params string[] endings)
    {
        var start = Path.Combine(root, folder);
        if (!Directory.Exists(start))
            return [];
        return
        [
            .. Directory.EnumerateFiles(start, "*", Everywhere)
                .Where(path => endings.Contains(Path.GetExtension(path), StringComparer.Ordinal))
                .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What is in a file, without a byte-order mark; null when it cannot be read, which is then told.</summary>
    public string? Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(root, path)).AsSpan();
            return Strict.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException fault)
        {
            problems.Add("project.not-utf8", $"The file is not UTF-8: byte {fault.Index + 1} cannot be read.", path, "Save it as UTF-8.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problems.Add("project.unreadable", $"The file cannot be read: {fault.Message}", path, "Look at its permissions.");
        }
        return null;
    }

    /// <summary>The SQL files in a folder and below it.</summary>
    public IReadOnlyList<SqlFile> ReadSql(string folder) =>
        [.. List(folder, ".sql").Select(path => (Path: path, Text: Read(path))).Where(f => f.Text is not null).Select(f => ToSql(folder, f.Path, f.Text!))];

    private static SqlFile ToSql(string folder, string path, string text) => new()
    {
        Name = Path.GetFileNameWithoutExtension(path),
        Path = path,
        Folders = path[(folder.Length + 1)..].Split('/')[..^1],
        Text = text,
    };
}
