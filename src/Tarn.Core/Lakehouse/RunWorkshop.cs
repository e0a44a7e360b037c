using Tarn.Catalog;
using Tarn.Checks;
using Tarn.Engine;
using Tarn.Landing;
using Tarn.Models;
using Tarn.Project;
using Tarn.Runs;
using Tarn.Sources.Rest;

namespace Tarn.Lakehouse;

/// <summary>What one run works with, put together and taken apart again.</summary>
internal sealed class RunWorkshop : IDisposable
{
    private readonly LakeSession _session;
    private readonly RestTransport _transport;

    public RunWorkshop(RunParts parts)
    {
        _session = new LakeSession(parts.Engine, parts.Tables);
        _transport = new RestTransport(parts.Ids);
        var sessions = new QuerySessions(parts.Engine, parts.Tables, _session);
        var writer = new TableWriter(parts.Engine, parts.Tables, parts.Ids);
        var ledger = new LedgerWriter(parts.Engine, parts.Tables, writer, parts.Catalog);
        Context = new RunContext
        {
            Catalog = parts.Catalog,
            Ids = parts.Ids,
            Land = new LandStep(parts.Project, LanderOf(parts, writer)),
            Transform = new TransformStep(parts.Models, sessions, ModelWriterOf(parts, writer), parts.Environment),
            Audit = new AuditStep(sessions, run => RunInventories.ChecksOf(parts.Project, parts.Checks, run)),
            Publish = new PublishStep(parts.Catalog, ledger, new LakeReplay(parts.Tables, parts.Ids), parts.Ids.Time),
            StepsAtOnce = parts.Project.Target.Threads ?? Environment.ProcessorCount,
        };
    }

    public RunContext Context { get; }

    public void Dispose()
    {
        _session.Dispose();
        _transport.Dispose();
    }

    private Lander LanderOf(RunParts parts, TableWriter writer) => new(
        parts.Catalog.Store,
        new PageFetcher(_transport, parts.Ids.Time),
        new FileFetcher(parts.Project.Root, parts.Engine.ScratchFolder, parts.Ids.Time),
        new RowLoader(parts.Engine, parts.Tables, writer));

    private static ModelWriter ModelWriterOf(RunParts parts, TableWriter writer)
    {
        var editor = new RowEditor(parts.Engine, parts.Tables, writer);
        return new ModelWriter(writer, editor, new PartitionOverwrite(parts.Tables, writer, editor), new ViewWriter(parts.Tables, parts.Ids));
    }
}
