using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Engine;

/// <summary>A folder with tables, an engine, and what writes to them.</summary>
public abstract class WriterFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-writer-").FullName;

    protected WriterFixture()
    {
        Engine = LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(_folder, "staging", "t") });
        Tables = new LakeTables(new TableFiles(new LocalObjectStore(_folder)));
        Writer = new TableWriter(Engine, Tables, IdSource.Seeded(7, TimeProvider.System));
        Connection = Engine.Connect();
    }

    protected LakeEngine Engine { get; }

    protected LakeTables Tables { get; }

    protected TableWriter Writer { get; }

    protected DuckDbConnection Connection { get; }

    public void Dispose()
    {
        Connection.Dispose();
        Engine.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
