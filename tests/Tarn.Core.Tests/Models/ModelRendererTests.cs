using Tarn.Core.Tests.Project;
using Tarn.Models;

namespace Tarn.Core.Tests.Models;

public sealed class ModelRendererTests
{
    private static readonly RenderScope Scope = new()
    {
        StartedAt = new DateTimeOffset(2026, 6, 4, 9, 14, 0, TimeSpan.Zero),
        InvocationId = "run-1",
        Environment = new Dictionary<string, string> { ["HOME_TOWN"] = "Kent" },
    };

    [Theory]
    [InlineData("select * from {{ ref('t') }} as t;\n", "select * from \"silver\".\"t\" as t")]
    [InlineData("select * from {{ source('raw', 'orders') }}", "select * from \"raw\".\"orders\"")]
    [InlineData("{{ config(materialized='view') }}\nselect '{{ var('region') }}' || '{{ var('none', 'x') }}{{ env_var('HOME_TOWN') }}{{ env_var('Q', 'd') }}'", "select 'north' || 'xKentd'")]
    [InlineData("select '{{ this }}', '{{ this.schema }}', '{{ this.name }}' -- ; no end\n;", "select '\"main\".\"m\"', 'main', 'm' -- ; no end")]
    [InlineData("select '{{ target.name }}{{ target.type }}', '{{ run_started_at.strftime('%Y-%m-%d %H:%M') }}', '{{ invocation_id }}', ';'", "select 'defaultduckdb', '2026-06-04 09:14', 'run-1', ';'")]
    [InlineData("select {{ cents('price') }}{{ log('hello') }}", "select (price / 100)")]
    [InlineData("{{ config(meta={'k': 1}) }}{% if execute %}select {{ config.get('meta').k }}{{ config.get('nope', 2) }}{% endif %}", "select 12")]
    [InlineData("select $q$;$q$, \"a;b\", e'\\';' /* ; /* ; */ */", "select $q$;$q$, \"a;b\", e'\\';' /* ; /* ; */ */")]
    public void A_model_becomes_one_select(string text, string expected) => Render(text).ShouldBe(expected);

    [Theory]
    [InlineData(true, false, "select 1 where new")]
    [InlineData(false, false, "select 1")]
    [InlineData(true, true, "select 1")]
    public void An_incremental_model_looks_for_new_rows_only_when_its_table_is_there(bool exists, bool fullRefresh, string expected) =>
        Render("{{ config(materialized='incremental') }}select 1{% if is_incremental() %} where new{% endif %}", Scope with { TableExists = exists, FullRefresh = fullRefresh })
            .ShouldBe(expected);

    [Fact]
    public void A_table_is_never_incremental() =>
        Render("select {{ is_incremental() }}", Scope with { TableExists = true }).ShouldBe("select False");

    [Theory]
    [InlineData("select * from {{ ref('e2') }}", "plain")]
    [InlineData("-- with\nWITH x as (select 1) select * from {{ ref('e2') }}, x", "with")]
    [InlineData("with recursive r as (select 1) select * from {{ ref('e2') }}, r", "recursive")]
    public void Ephemeral_models_become_CTEs_before_all_others(string text, string name) =>
        Approved.Match(Render(text) + "\n", $"ModelRendererTests.Ephemeral_{name}.approved.sql");

    [Theory]
    [InlineData("select 1; select 2", "models.statement")]
    [InlineData("-- nothing\n", "models.statement")]
    [InlineData("{% if execute %}{{ exceptions.raise_compiler_error('stop here') }}{% endif %}", "models.template")]
    [InlineData("select * from {% if execute %}{{ ref('t') }}{% endif %}", "models.template")]
    public void What_is_no_select_is_refused(string text, string code) =>
        Should.Throw<TarnException>(() => Render(text)).Problems.ShouldHaveSingleItem().Code.ShouldBe(code);

    private static string Render(string text, RenderScope? scope = null)
    {
        using var project = new ScratchProject()
            .With("tarn.yml", "name: shop\nvars: { region: north }\n")
            .With("models/m.sql", text)
            .With("models/silver/t.sql", "select 1")
            .With("models/e1.sql", "{{ config(materialized='ephemeral') }}\nwith x as (select * from {{ ref('t') }})\nselect * from x;")
            .With("models/e2.sql", "{{ config(materialized='ephemeral') }}\nselect * from {{ ref('e1') }} -- end")
            .With("macros/cents.sql", "{% macro cents(c) %}({{ c }} / 100){% endmacro %}")
            .With("models/sources.yml", "sources: [{ name: raw, tables: [{ name: orders }] }]");
        var graph = ModelGraph.Build(project.Load(), Scope.Environment);
        return new ModelRenderer(graph, scope ?? Scope).Render(graph.Find("m")!);
    }
}
