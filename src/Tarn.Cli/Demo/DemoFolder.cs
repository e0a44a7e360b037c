using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tarn.Cli.Demo;

/// <summary>
/// The folder a demo lives in: the library sample, with the vendor's port written into sources/overdrive.yml. The marker .tarn/demo.json comes
/// last and says that the copy is whole; a folder without it that holds nothing but the sample's files is a copy that was interrupted.
/// </summary>
internal sealed partial class DemoFolder
{
    private const string Marker = ".tarn/demo.json";
    private const string SourceFile = "sources/overdrive.yml";
    private const string DefaultName = "tarn-demo";

    private DemoFolder(string path, int port) => (Location, Port) = (path, port);

    /// <summary>The folder's full path.</summary>
    public string Location { get; }

    /// <summary>The port that the project expects the vendor at.</summary>
    public int Port { get; }

    /// <summary>The first of tarn-demo, tarn-demo-2, ... that is not there.</summary>
    public static string NewName(string parent) =>
        Enumerable.Range(1, 10_000).Select(n => n == 1 ? DefaultName : $"{DefaultName}-{n}").First(name => !Path.Exists(Path.Combine(parent, name)));

    /// <summary>Makes the demo, finishes one that was interrupted, or opens one that is whole.</summary>
    /// <param name="location">The full path.</param>
    /// <param name="port">The port asked for; null keeps the one that was written, or takes a free one.</param>
    /// <exception cref="TarnException">Invalid, <c>demo.folder</c>: the folder holds something that is not a demo.</exception>
    public static DemoFolder Prepare(string location, int? port)
    {
        Refuse(location);
        Directory.CreateDirectory(location);
        var chosen = port ?? WrittenPort(location) ?? VendorApi.FreePort();
        FileDelivery.WriteMissing(location, SampleFiles.Library);
        WritePort(location, chosen);
        foreach (var unfinished in Directory.EnumerateFiles(location, "*" + FileDelivery.UnfinishedSuffix, SearchOption.AllDirectories))
            File.Delete(unfinished);
        FileDelivery.Write(Path.Combine(location, Marker), Encoding.UTF8.GetBytes($"{{\"sample\":\"library\",\"port\":{chosen}}}\n"));
        return new DemoFolder(location, chosen);
    }

    private static void Refuse(string location)
    {
        if (File.Exists(location))
            throw Refused(location, "is a file");
        if (!Directory.Exists(location) || File.Exists(Path.Combine(location, Marker)))
            return;
        var strange = Directory.EnumerateFiles(location, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(location, file).Replace('\\', '/'))
            .FirstOrDefault(file => !IsOurs(file));
        if (strange is not null)
            throw Refused(location, $"holds '{strange}'");
    }

    private static bool IsOurs(string file)
    {
        var whole = file.EndsWith(FileDelivery.UnfinishedSuffix, StringComparison.Ordinal) ? file[..^FileDelivery.UnfinishedSuffix.Length] : file;
        return whole == Marker || SampleFiles.Library.ContainsKey(whole);
    }

    private static TarnException Refused(string location, string why) => new(FailureKind.Invalid, new Problem(
        "demo.folder", $"A demo cannot be made here: this {why} and is not a demo.", location, "Name a folder that is empty or not there yet."));

    private static int? WrittenPort(string location)
    {
        var marker = Path.Combine(location, Marker);
        if (File.Exists(marker))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(marker));
            return json.RootElement.TryGetProperty("port", out var port) ? port.GetInt32() : null;
        }
        return null;
    }

    private static void WritePort(string location, int port)
    {
        var path = Path.Combine(location, SourceFile);
        var text = File.ReadAllText(path);
        var changed = DefaultUrl().Replace(text, $"http://127.0.0.1:{port}", 1);
        if (changed != text)
            FileDelivery.Write(path, Encoding.UTF8.GetBytes(changed));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, 1000)]
    private static partial Regex DefaultUrl();
}
