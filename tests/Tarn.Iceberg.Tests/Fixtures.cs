namespace Tarn.Iceberg.Tests;

/// <summary>Files that other implementations of Iceberg wrote, outside the repository. Tests that need them skip where they are absent.</summary>
internal static class Fixtures
{
    public static string Folder(string name)
    {
        var folder = Path.Join(Path.GetDirectoryName(Root(AppContext.BaseDirectory)), "shared", "fixtures", "iceberg", name);
        Assert.SkipUnless(Directory.Exists(folder), $"There are no fixtures in {folder}.");
        return folder;
    }

    /// <summary>The repository's root, found upward.</summary>
    public static string Root(string from) => File.Exists(Path.Join(from, "Tarn.slnx")) ? from : Root(Path.GetDirectoryName(from)!);
}
