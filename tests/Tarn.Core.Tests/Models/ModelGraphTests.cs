using Tarn.Core.Tests.Project;
using Tarn.Models;

namespace Tarn.Core.Tests.Models;

public sealed class ModelGraphTests
{
    [Fact]
    public void Models_stand_after_what_they_refer_to_whichever_branch_refers()
    {
        using var project = ScratchProject.Named("shop")
            .With("models/gold/a_report.sql", "select * from {{ ref('orders') }} join {{ ref('shop', 'customers') }} using (id)")
            .With("models/silver/orders.sql", "{{ config(materialized='incremental', unique_key='id') }}\nselect 1 as id {% if is_incremental() %} from {{ ref('late') }} {% else %} from {{ ref('early') }} {% endif %}")
            .With("models/silver/customers.sql", "select 1 as id")
            .With("models/late.sql", "select 1 as id")
            .With("models/early.sql", "select 1 as id");
        var graph = ModelGraph.Build(project.Load());
        graph.Models.Select(m => m.Table.ToString()).ShouldBe(["main.early", "main.late", "silver.orders", "silver.customers", "gold.a_report"], ignoreOrder: true);
        graph.Models.Select(m => m.Name).ToList().ShouldSatisfyAllConditions(
            names => names.IndexOf("orders").ShouldBeGreaterThan(names.IndexOf("late")),
            names => names.IndexOf("orders").ShouldBeGreaterThan(names.IndexOf("early")),
            names => names[^1].ShouldBe("a_report"));
    }

    [Fact]
    public void Configuration_is_laid_folders_first_then_properties_then_the_model_and_tags_add_up()
    {
        using var project = new ScratchProject()
            .With("tarn.yml", """
                name: shop
                models:
                  +materialized: view
                  +tags: [all]
                  silver: { +schema: curated, +tags: nightly }
                """)
            .With("models/silver/a.sql", "select 1")
            .With("models/silver/b.sql", "{{ config(materialized='incremental', unique_key=['x', 'y'], tags='own') }} select 1")
            .With("models/gold/c.sql", "select 1")
            .With("models/schema.yml", "models: [{ name: b, config: { materialized: table, alias: bee } }]");
        var graph = ModelGraph.Build(project.Load());
        var (a, b, c) = (graph.Find("a")!, graph.Find("b")!, graph.Find("c")!);
        (a.Table.ToString(), a.Materialization).ShouldBe(("curated.a", new Materialization.View()));
        b.Table.ToString().ShouldBe("curated.bee");
        var incremental = b.Materialization.ShouldBeOfType<Materialization.Incremental>();
        incremental.UniqueKey.ShouldBe(["x", "y"]);
        incremental.Strategy.ShouldBe(IncrementalStrategy.Merge);
        b.Tags.ShouldBe(["all", "nightly", "own"]);
        c.Table.ToString().ShouldBe("gold.c");
    }

    [Fact]
    public void A_model_without_configuration_is_a_table()
    {
        using var project = ScratchProject.Named("shop").With("models/a.sql", "select 1");
        ModelGraph.Build(project.Load()).Find("a")!.Materialization.ShouldBe(new Materialization.Table());
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        using var project = ScratchProject.Named("shop")
            .With("models/a.sql", "select * from {{ ref('b') }}")
            .With("models/b.sql", "select * from {{ ref('c') }}")
            .With("models/c.sql", "select * from {{ ref('a') }}")
            .With("models/itself.sql", "select * from {{ ref('itself') }}")
            .With("models/lost.sql", "select *\nfrom {{ ref('custmers') }}, {{ source('nowhere', 't') }}, {{ source('raw', 'ordrs') }}, {{ ref('other', 'a') }}, {{ ref('off') }}")
            .With("models/customers.sql", "{{ config(materialized='tabel', uniqe_key='id') }} select 1")
            .With("models/keyed.sql", "{{ config(materialized='incremental', unique_key=[1], incremental_strategy='merge') }} select 1")
            .With("models/laid.sql", "{{ config(partition_by=['week(a)', 'bucket(a)'], sort_by='a up', table_properties='none', snapshot_properties={'operation': 'mine', 'tarn.step': 'x', 'ok': 1}) }} select 1")
            .With("models/replaced.sql", "{{ config(materialized='incremental', incremental_strategy='insert_overwrite') }} select 1")
            .With("models/torn.sql", "select 1\n{% if true %}")
            .With("models/vars.sql", "select '{{ var('regoin') }}'")
            .With("models/off.sql", "{{ config(enabled=false) }} select 1")
            .With("models/twice/x.sql", "{{ config(alias='same') }} select 1")
            .With("models/twice/y.sql", "{{ config(alias='same') }} select 1")
            .With("models/sources.yml", "sources: [{ name: raw, tables: [{ name: orders }] }]");
        var fault = Should.Throw<TarnException>(() => ModelGraph.Build(project.Load()));
        fault.Kind.ShouldBe(FailureKind.Invalid);
        Approved.Match(string.Join("\n", fault.Problems) + "\n", "ModelGraphTests.Everything_wrong.approved.txt");
    }

    [Fact]
    public void What_a_model_reads_is_found_through_ephemeral_models()
    {
        using var project = ScratchProject.Named("shop")
            .With("models/e1.sql", "{{ config(materialized='ephemeral') }} select * from {{ source('raw', 'orders') }}, {{ ref('t') }}")
            .With("models/e2.sql", "{{ config(materialized='ephemeral') }} select * from {{ ref('e1') }}")
            .With("models/t.sql", "select 1")
            .With("models/top.sql", "select * from {{ ref('e2') }}")
            .With("models/sources.yml", "sources: [{ name: raw, tables: [{ name: orders }] }]");
        var graph = ModelGraph.Build(project.Load());
        graph.Reads(graph.Find("top")!).Select(t => t.ToString()).ShouldBe(["raw.orders", "main.t"]);
        graph.EphemeralsOf(["e2"]).Select(m => m.Name).ShouldBe(["e1", "e2"]);
    }

    [Fact]
    public void The_samples_models_are_read()
    {
        var project = Tarn.Project.Loading.ProjectLoader.Load(Path.Combine(Approved.Root, "samples/library"), new Tarn.Project.Loading.ProjectLoadOptions());
        var graph = ModelGraph.Build(project);
        graph.Models.Select(m => $"{m.Table} {m.Materialization.Name}").ShouldBe(["silver.checkouts incremental", "gold.daily_by_audience table", "gold.dim_title table"]);
        graph.Reads(graph.Models[0]).ShouldHaveSingleItem().ToString().ShouldBe("bronze.overdrive_checkouts");
    }

    [Theory]
    [InlineData("b", "b")]
    [InlineData("+b", "a b")]
    [InlineData("b+", "b c d")]
    [InlineData("1+d", "c d")]
    [InlineData("a+1", "a b")]
    [InlineData("a d", "a d")]
    [InlineData("tag:hot", "b d")]
    [InlineData("tag:hot,path:models/x", "d")]
    [InlineData("x.*", "c d")]
    [InlineData("source:raw+", "a b c d")]
    [InlineData("config.materialized:view", "c")]
    public void Models_are_chosen_by_dbts_words(string select, string expected)
    {
        using var project = ScratchProject.Named("shop")
            .With("models/a.sql", "select * from {{ source('raw', 'orders') }}")
            .With("models/b.sql", "{{ config(tags='hot') }} select * from {{ ref('a') }}")
            .With("models/x/c.sql", "{{ config(materialized='view') }} select * from {{ ref('b') }}")
            .With("models/x/d.sql", "{{ config(tags='hot') }} select * from {{ ref('c') }}")
            .With("models/sources.yml", "sources: [{ name: raw, tables: [{ name: orders }] }]");
        var graph = ModelGraph.Build(project.Load());
        string.Join(' ', ModelSelection.Choose(graph, [select]).Select(m => m.Name)).ShouldBe(expected);
        ModelSelection.Choose(graph, [], [select]).Count.ShouldBe(4 - expected.Split(' ').Length);
        Should.Throw<TarnException>(() => ModelSelection.Choose(graph, ["zzz"])).Problems[0].Code.ShouldBe("models.nothing-selected");
        Should.Throw<TarnException>(() => ModelSelection.Choose(graph, [$"{graph.Models[0].Name},{graph.Models[1].Name}"])).Problems.ShouldHaveSingleItem().Code.ShouldBe("models.nothing-selected");
    }
}
