namespace Tarn.Iceberg.Tests;

/// <summary>icebird, iceberg-js and hyparquet-writer, installed once into artifacts/npm from tests/npm. Tests skip where node or npm are absent.</summary>
internal static class NodePrograms
{
    private static readonly string[] Sources = ["package.json", "package-lock.json", "files.mjs", "iceberg.mjs", "catalog.mjs"];

    /// <summary>The rows of a table as icebird reads them, one JSON object a line.</summary>
    public static async Task<string[]> ReadTableAsync(string folder, string metadataFile) =>
        await OutsideReader.LinesAsync("node", [await ScriptAsync("iceberg.mjs"), "read", "file://" + folder, metadataFile]);

    /// <summary>Parquet files of columns; the JSON is told in iceberg.mjs.</summary>
    public static async Task WriteParquetAsync(string json) =>
        await OutsideReader.LinesAsync("node", [await ScriptAsync("iceberg.mjs"), "write"], json);

    /// <summary>What iceberg-js prints of a REST catalog; the verbs are told in catalog.mjs.</summary>
    public static async Task<string[]> CatalogAsync(string verb, string address, string warehouse, params string[] table) =>
        await OutsideReader.LinesAsync("node", [await ScriptAsync("catalog.mjs"), verb, address, warehouse, .. table]);

    private static async Task<string> ScriptAsync(string name)
    {
        Assert.SkipUnless(await OutsideReader.WorksAsync("node", "--version"), "There is no node.");
        Assert.SkipUnless(await OutsideReader.WorksAsync("npm", "--version"), "There is no npm.");
        var root = Fixtures.Root(AppContext.BaseDirectory);
        var folder = Directory.CreateDirectory(Path.Join(root, "artifacts", "npm")).FullName;
        await using var turn = await TurnAsync(folder);
        var script = Path.Join(folder, name);
        if (Sources.Any(source => !Same(Path.Join(root, "tests", "npm", source), Path.Join(folder, source))) || !Directory.Exists(Path.Join(folder, "node_modules")))
        {
            foreach (var source in Sources.Order(StringComparer.Ordinal))
                File.Copy(Path.Join(root, "tests", "npm", source), Path.Join(folder, source), overwrite: true);
            await OutsideReader.LinesAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder]);
        }
        return script;
    }

    /// <summary>One at a time, in any number of processes.</summary>
    private static async Task<FileStream> TurnAsync(string folder)
    {
        for (; ; )
        {
            try
            {
                return new FileStream(Path.Join(folder, ".turn"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    private static bool Same(string source, string copy) => File.Exists(copy) && File.ReadAllBytes(source).AsSpan().SequenceEqual(File.ReadAllBytes(copy));
}
