using NJsonSchema;
using Tarn.Project.Loading;

namespace Tarn.Core.Tests.Project;

public sealed class ProjectSchemasTests
{
    [Fact]
    public void The_schema_of_tarn_yml_is_the_committed_file() =>
        Approved.Match(ProjectSchemas.Tarn(), "docs/reference/schemas/tarn.schema.json");

    [Fact]
    public void The_schema_of_a_source_is_the_committed_file() =>
        Approved.Match(ProjectSchemas.Source(), "docs/reference/schemas/source.schema.json");

    [Fact]
    public void The_reference_is_the_committed_file() =>
        Approved.Match(ProjectSchemas.Reference(), "docs/reference/project-files.md");

    [Theory]
    [InlineData("""{"name":"library"}""", true)]
    [InlineData("""{"name":"library","profile":"dev","profiles":{"dev":{"threads":2},"prod":{"threads":"{{ env_var('N') }}"}},"models":{"silver":{"+materialized":"table","deep":{"tags":["a"]}}}}""", true)]
    [InlineData("""{"name":"Library"}""", false)]
    [InlineData("""{"warehouse":"lake"}""", false)]
    [InlineData("""{"name":"library","warehose":"lake"}""", false)]
    [InlineData("""{"name":"library","models":{"silver":{"materialized":"tabel"}}}""", false)]
    [InlineData("""{"name":"library","profiles":{"dev":{"threads":0}}}""", false)]
    public async Task Editors_judge_tarn_yml_as_the_loader_does(string document, bool right)
    {
        var schema = await JsonSchema.FromJsonAsync(ProjectSchemas.Tarn());
        (schema.Validate(document).Count is 0).ShouldBe(right);
        LoadsAs("tarn.yml", document).ShouldBe(right);
    }

    [Theory]
    [InlineData("""{"source":"a","resources":[{"name":"r","files":{"glob":"*.csv"}}]}""", true)]
    [InlineData("""{"source":"a","rest":{"base_url":"https://x","auth":{"type":"bearer","token":"t"},"timeout":"5s"},"resources":[{"name":"r","key":"id","rest":{"path":"/r","params":{"limit":500},"paging":{"type":"offset","param":"o","limit":5}}}]}""", true)]
    [InlineData("""{"source":"a","resources":[{"name":"r","files":{"glob":"*.csv"},"columns":[{"name":"id","type":"decimal(10,2)"}]}]}""", true)]
    [InlineData("""{"source":"a","resources":[]}""", false)]
    [InlineData("""{"source":"a","resources":[{"name":"r","files":{"glob":"*.csv"},"columns":[{"name":"id","type":"int"}]}]}""", false)]
    [InlineData("""{"source":"a","resources":[{"name":"r","files":{"glob":"*.csv"},"load":"warehouse"}]}""", false)]
    [InlineData("""{"source":"a","resources":[{"name":"r","files":{"glob":"*.csv"},"schedule":"daily"}]}""", false)]
    [InlineData("""{"source":"a","resources":[{"name":"r","files":{"glob":"*.csv"},"freshness":{"within":"26 hours"}}]}""", false)]
    [InlineData("""{"source":"a","resources":[{"name":"r","rest":{"base_url":"https://x","path":"/r","paging":{"type":"next_url"}}}]}""", false)]
    [InlineData("""{"source":"a","resources":[{"name":"r","rest":{"base_url":"https://x","path":"/r","auth":{"type":"digest"}}}]}""", false)]
    public async Task Editors_judge_a_source_as_the_loader_does(string document, bool right)
    {
        var schema = await JsonSchema.FromJsonAsync(ProjectSchemas.Source());
        (schema.Validate(document).Count is 0).ShouldBe(right);
        LoadsAs("sources/a.yml", document).ShouldBe(right);
    }

    private static bool LoadsAs(string path, string document)
    {
        using var files = ScratchProject.Named("library").With(path, document);
        try
        {
            files.Load(new ProjectLoadOptions { Environment = new Dictionary<string, string> { ["N"] = "3" } });
            return true;
        }
        catch (TarnException)
        {
            return false;
        }
    }
}
