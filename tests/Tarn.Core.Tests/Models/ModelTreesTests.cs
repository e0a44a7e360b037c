using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Models;
using Tarn.Project.Loading;
using Tarn.Sql.Trees;

namespace Tarn.Core.Tests.Models;

/// <summary>What templates refer to against what DuckDB itself parses out of the rendered SQL.</summary>
public sealed class ModelTreesTests
{
    [Fact]
    public void The_samples_rendered_models_read_the_tables_that_the_graph_tells()
    {
        var graph = ModelGraph.Build(ProjectLoader.Load(Path.Combine(Approved.Root, "samples/library"), new ProjectLoadOptions()));
        var renderer = new ModelRenderer(graph, new RenderScope { TableExists = false });
        foreach (var model in graph.Models)
            Reads(renderer.Render(model)).ShouldBe(graph.Reads(model).Select(t => t.ToString()), ignoreOrder: true, model.Name);
    }

    [Fact]
    public void Names_of_CTEs_are_no_tables_of_a_merge() =>
        Reads($"with fresh as (select 1 as id) {MergeSql.Matched("(from a.old_rows)", "fresh", ["id"])}").ShouldBe(["a.old_rows"]);

    private static IEnumerable<string> Reads(string sql)
    {
        using var database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
        using var connection = database.Connect();
        using var result = connection.Query($"select json_serialize_sql({SqlText.Text(sql)}, skip_null := true, skip_empty := true, skip_default := true)::varchar");
        return TableReferences.Of(SqlTree.Parse((string)result.ReadAll()[0][0]!)).Tables.Select(t => t.ToString());
    }
}
