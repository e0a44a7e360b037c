using System.Text.Json.Nodes;
using Tarn.Catalog;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Engine;
using Tarn.Imports;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;
using Tarn.Storage.Local;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Imports;

/// <summary>A lake of its own, and a folder beside it where another engine wrote a table.</summary>
internal sealed class ImportScene : IDisposable
{
    public static readonly TableName Name = TableName.Parse("silver.people");
    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-foreign-").FullName;

    /// <summary>The project with the lake.</summary>
    public TestProject Project { get; } = TestProject.WithOrders();

    /// <summary>Where the other engine's tables lie.</summary>
    public string Elsewhere => Path.Combine(_folder, "elsewhere");

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Writes a table with one write for each SELECT, the keys of the last replacing rows when it has a mode; its folder.</summary>
    public async Task<string> WriteAsync(IReadOnlyList<string> selects, string? mergeBy = null, IReadOnlyDictionary<string, string>? properties = null)
    {
        using var engine = LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(_folder, "scratch") });
        var tables = new LakeTables(new TableFiles(new LocalObjectStore(Elsewhere)));
        var writer = new TableWriter(engine, tables, IdSource.Seeded(3, TimeProvider.System));
        using var connection = engine.Connect();
        TableEntry.Table? entry = null;
        foreach (var (at, select) in selects.Index())
        {
            var request = new TableWriteRequest { Table = TableName.Parse("other.people"), Current = entry, Select = select, Layout = new TableLayout { Properties = properties ?? new Dictionary<string, string>() } };
            connection.Execute($"create or replace temp table new_rows as {select}");
            entry = mergeBy is not null && at == selects.Count - 1
                ? (await new RowEditor(engine, tables, writer).WriteAsync(connection, request, new RowEdit.Merge("temp.main.new_rows", [mergeBy]), Cancel)).Table.Entry
                : (await writer.WriteAsync(connection, request, Cancel)).Entry;
        }
        return Path.GetDirectoryName(Path.GetDirectoryName(new Uri(entry!.MetadataLocation).LocalPath))!;
    }

    /// <summary>Writes a Parquet file below the folder of the other engine.</summary>
    public void Copy(string name, string select, string options = "")
    {
        var file = Path.Combine(Elsewhere, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var engine = LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(_folder, "copies") });
        using var connection = engine.Connect();
        connection.Execute($"copy ({select}) to '{file}' (format parquet{(options.Length > 0 ? ", " : "")}{options})");
    }

    /// <summary>Makes the table one of version 1 whose oldest snapshots have their manifests in the metadata itself, as the first writers left them.</summary>
    public static void ListManifests(string home, int snapshots)
    {
        var file = Directory.EnumerateFiles(Path.Combine(home, "metadata"), "*.metadata.json").MaxBy(MetadataFile.VersionOf)!;
        var metadata = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        metadata["format-version"] = 1;
        metadata["schema"] = metadata["schemas"]![0]!.DeepClone();
        metadata["partition-spec"] = new JsonArray();
        metadata.Remove("last-sequence-number");
        foreach (var (at, snapshot) in metadata["snapshots"]!.AsArray().Index())
        {
            snapshot!.AsObject().Remove("sequence-number");
            var list = new Uri((string)snapshot["manifest-list"]!).LocalPath;
            if (at >= snapshots)
                continue;
            snapshot.AsObject().Remove("manifest-list");
            snapshot["manifests"] = new JsonArray([.. ManifestListReader.Read(File.ReadAllBytes(list), list).Select(manifest => (JsonNode)manifest.Path)]);
            File.Delete(list);
        }
        File.WriteAllText(file, metadata.ToJsonString());
    }

    /// <summary>Moves the other engine's folder away; where it is now.</summary>
    public string Move()
    {
        var moved = Path.Combine(_folder, "moved here");
        Directory.Move(Elsewhere, moved);
        return moved;
    }

    public static Task<ImportedTable> ImportAsync(Lake lake, string metadata, params IReadOnlyList<PrefixRewrite> rewrites) =>
        lake.ImportTableAsync(new TableImportRequest { Table = Name, Branch = BranchName.Main, Metadata = metadata, Rewrites = rewrites, Author = "anna" }, Cancel);

    /// <summary>Imports and fails; what is told.</summary>
    public static async Task<IReadOnlyList<Problem>> RefusedAsync(Lake lake, string metadata, params IReadOnlyList<PrefixRewrite> rewrites) =>
        FailureKinds.ProblemsOf(await Should.ThrowAsync<Exception>(() => ImportAsync(lake, metadata, rewrites)));

    /// <summary>The metadata in force of the imported table.</summary>
    public static async Task<TableMetadata> MetadataAsync(Lake lake, string at = "main")
    {
        var location = (await lake.TableAsync(Name, at)).MetadataLocation;
        return MetadataFile.Read(await File.ReadAllBytesAsync(new Uri(location).LocalPath, Cancel), location);
    }

    /// <summary>Every file below a folder with its content, to see that nothing changed.</summary>
    public static IReadOnlyDictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)), StringComparer.Ordinal);

    public void Dispose()
    {
        Project.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
