using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Models;
using Tarn.Sql.Trees;

namespace Tarn.Runs;

/// <summary>Builds a model's table or view on the run's branch.</summary>
internal sealed class TransformStep(ModelGraph models, QuerySessions sessions, ModelWriter writer, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Renders the model, runs it and writes its rows.</summary>
    /// <exception cref="TarnException">Invalid: the model's SQL failed; told with the model's path.</exception>
    public async Task<StepResult> DoAsync(RunStep.Transform step, RunState state, CancellationToken cancel)
    {
        var model = models.Find(step.Model)!;
        var before = await state.Base.FindAsync(step.Table, cancel);
        var scope = new RenderScope
        {
            TableExists = before is TableEntry.Table,
            FullRefresh = state.FullRefresh,
            Environment = environment,
            StartedAt = state.StartedAt,
            InvocationId = state.Run.Value,
        };
        try
        {
            var sql = new ModelRenderer(models, scope).Render(model);
            var there = await state.Head.FindAsync(step.Table, cancel);
            var tree = there == before ? state.Head : await state.Head.WithAsync(new Dictionary<TableName, TableEntry?> { [step.Table] = before }, cancel);
            using var session = await sessions.OpenAsync(tree, sql, isRun: model.Materialization is not Materialization.View, cancel);
            var summary = SnapshotProperties.Of(state.Run, step.Id, model.SnapshotProperties);
            var written = await writer.WriteAsync(session.Connection, new ModelWrite(model, before, sql) { IsIncremental = IsIncremental(model, scope), Summary = summary }, cancel);
            return new StepResult
            {
                Changes = [new TableWrite(step.Table, there, written.Entry)],
                Report = new StepReport { Id = step.Id, Kind = step.Kind, Status = StepStatus.Done, Rows = written.Rows },
            };
        }
        catch (Exception e) when (e is DuckDbException or DuckDbNotSerializableException or SqlTreeException)
        {
            throw Told(model, e);
        }
    }

    private static bool IsIncremental(Model model, RenderScope scope) =>
        model.Materialization is Materialization.Incremental incremental && scope.TableExists && !(incremental.FullRefresh ?? scope.FullRefresh);

    private static TarnException Told(Model model, Exception failure) => new(
        FailureKinds.Of(failure) ?? FailureKind.Invalid,
        [.. FailureKinds.ProblemsOf(failure).Select(p => p with { Where = model.Path, What = p.Where is null ? p.What : $"{p.What} (at {p.Where})" })],
        failure);
}
