using System.Reflection;

namespace Tarn.Cli.Demo;

/// <summary>The samples, as they lie in samples/ of the repository: they travel inside the program.</summary>
internal static class SampleFiles
{
    private const string Prefix = "samples/";

    /// <summary>Tells editors the schema by a path that is right in the repository only.</summary>
    private static ReadOnlySpan<byte> EditorLine => "# yaml-language-server:"u8;

    /// <summary>A library's checkouts from a vendor's API: what <c>tarn demo</c> runs.</summary>
    public static IReadOnlyDictionary<string, byte[]> Library { get; } = Read("library");

    /// <summary>A shop's orders from files: what <c>tarn init</c> writes.</summary>
    public static IReadOnlyDictionary<string, byte[]> Starter { get; } = Read("starter");

    private static Dictionary<string, byte[]> Read(string sample)
    {
        var assembly = typeof(SampleFiles).Assembly;
        var prefix = $"{Prefix}{sample}/";
        return assembly.GetManifestResourceNames()
            .Select(name => (Name: name, Path: name.Replace('\\', '/')))
            .Where(r => r.Path.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(r => r.Path[prefix.Length..], r => Bytes(assembly, r.Name), StringComparer.Ordinal);
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().StartsWith(EditorLine) ? bytes[(Array.IndexOf(bytes, (byte)'\n') + 1)..] : bytes;
    }
}
