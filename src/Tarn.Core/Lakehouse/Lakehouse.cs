using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Project;
using Tarn.Project.Loading;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Lakehouse;

/// <summary>
/// An open lake: a project, its catalog, and an engine that is started when something is first computed. The only place where the parts are put
/// together; what hosts talk to. Dispose it.
/// </summary>
public sealed partial class Lakehouse : IAsyncDisposable
{
    private const string Imagined = "imagined";
    private static readonly TimeSpan StagingKept = TimeSpan.FromDays(1);
    private readonly LakehouseOptions _options;
    private readonly Lazy<LakeEngine> _engine;

    private Lakehouse(LakehouseOptions options, LakeProject project, LakeCatalog catalog)
    {
        (_options, Project, Catalog) = (options, project, catalog);
        Tables = new LakeTables(new TableFiles(catalog.Store));
        _engine = new Lazy<LakeEngine>(OpenEngine);
    }

    /// <summary>The project's files, checked.</summary>
    public LakeProject Project { get; }

    /// <summary>True when there is no lake yet and an empty one in memory stands for it; see <see cref="MissingLake.Imagine"/>.</summary>
    public bool IsImagined => Catalog.Store is MemoryObjectStore { Location: "memory://" + Imagined };

    /// <summary>Branches, commits and tags.</summary>
    public LakeCatalog Catalog { get; }

    /// <summary>The metadata of its tables, read once.</summary>
    public LakeTables Tables { get; }

    private LakeEngine Engine => _engine.Value;

    private IdSource Ids => _options.Ids;

    /// <summary>Loads a project and opens its lake.</summary>
    /// <exception cref="TarnException">Invalid: the project has problems, all of them told; <c>lake.missing</c>: there is no lake and none may be made.</exception>
    public static async Task<Lakehouse> OpenAsync(LakehouseOptions options, CancellationToken cancel = default)
    {
        var project = LoadProject(options);
        var store = options.OpenStore(project.Warehouse);
        var catalog = options.WhenMissing is MissingLake.Make
            ? await LakeCatalog.InitializeAsync(store, options.Ids, cancel)
            : await ThereAsync(store, options, cancel);
        return new Lakehouse(options, project, catalog);
    }

    /// <summary>Loads a project without touching its lake.</summary>
    /// <exception cref="TarnException">Invalid: the project has problems, all of them told.</exception>
    public static LakeProject LoadProject(LakehouseOptions options) =>
        ProjectLoader.Load(options.ProjectDirectory, new ProjectLoadOptions
        {
            Target = options.Profile,
            Vars = options.Vars,
            Environment = options.Environment,
        });

    /// <summary>Closes the engine.</summary>
    public ValueTask DisposeAsync()
    {
        if (_engine.IsValueCreated)
            _engine.Value.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<LakeCatalog> ThereAsync(IObjectStore store, LakehouseOptions options, CancellationToken cancel)
    {
        try
        {
            return await LakeCatalog.OpenAsync(store, options.Ids, cancel);
        }
        catch (TarnException e) when (options.WhenMissing is MissingLake.Imagine && e.Problems.Any(p => p.Code == "lake.missing"))
        {
            return await LakeCatalog.InitializeAsync(new MemoryObjectStore(Imagined), options.Ids, cancel);
        }
    }

    /// <summary>
    /// Scratch lies on the lake's own file system, so that finished files are linked into place; that of a lake that is not there lies elsewhere. What a killed
    /// process left goes after a day.
    /// </summary>
    private LakeEngine OpenEngine()
    {
        var staging = Directory.CreateDirectory(IsImagined ? Path.Combine(Path.GetTempPath(), "tarn-imagined") : Path.Combine(Project.Warehouse, "staging"));
        foreach (var left in staging.EnumerateDirectories().Where(d => Ids.Time.GetUtcNow().UtcDateTime - d.LastWriteTimeUtc > StagingKept))
            Drop(left);
        return LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(staging.FullName, Ids.NextHex(12)), Threads = Project.Target.Threads });
    }

    private static void Drop(DirectoryInfo left)
    {
        try
        {
            left.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process has just taken its own away; one that is gone tells the year 1601 for its last change.
        }
    }
}
