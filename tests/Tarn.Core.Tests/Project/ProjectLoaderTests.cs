using System.Text.Json;
using Tarn.Contracts;
using Tarn.Project;
using Tarn.Project.Loading;

namespace Tarn.Core.Tests.Project;

public sealed class ProjectLoaderTests
{
    [Fact]
    public void The_library_sample_is_a_project()
    {
        var project = ProjectLoader.Load(Path.Combine(Approved.Root, "samples/library"), new ProjectLoadOptions());
        project.Name.ShouldBe("library");
        project.Warehouse.ShouldBe(Path.Combine(project.Root, "lake"));
        project.Target.Name.ShouldBe("default");
        project.Target.Branch.ShouldBe(BranchName.Main);
        project.Models.Select(m => m.Path).ShouldBe(
            ["models/gold/daily_by_audience.sql", "models/gold/dim_title.sql", "models/silver/checkouts.sql"]);
        project.Models[2].Folders.ShouldBe(["silver"]);
        project.SingularTests.Single().Name.ShouldBe("every_checkout_is_counted");
        project.Warnings.ShouldBeEmpty();
        var resource = project.Sources.Single().Resources.Single();
        resource.Table.ToString().ShouldBe("bronze.overdrive_checkouts");
        resource.Where.ShouldBe("sources/overdrive.yml:13:5");
        var rest = resource.Fetch.ShouldBeOfType<ResourceFetch.Rest>();
        rest.Connection.BaseUrl.ShouldBe(new Uri("http://127.0.0.1:8099"));
        rest.Connection.Auth.ShouldBe(new RestAuth.Bearer(SecretText.Secret("demo-token")));
        rest.Paging.ShouldBe(new RestPaging.NextUrl(JsonPathText.Parse("$.nextPageUrl")));
        rest.Params.Single().Value.ToString().ShouldBe("500");
    }

    [Fact]
    public void A_source_that_says_everything_is_read_whole()
    {
        using var files = ScratchProject.Named("library").With("sources/vendor.yml", WholeSource);
        var source = files.Load(new ProjectLoadOptions { Environment = new Dictionary<string, string> { ["SECRET"] = "s3cret" } }).Sources.Single();
        source.Owner.ShouldBe(new SourceOwner("Collections", "data@library.example"));
        source.Resources.Select(r => r.Table.ToString()).ShouldBe(["raw.items", "raw.vendor_prices"]);

        var items = source.Resources[0];
        items.Columns.Select(c => c.Type).ShouldBe([new ContractType.BigInt(), new ContractType.Decimal(12, 2), new ContractType.Text()]);
        items.Columns[0].Required.ShouldBeTrue();
        items.Columns[2].Classification.ShouldBe(Classification.Personal);
        items.Key.ShouldBe(["id"]);
        items.Quality.KeyColumns.ShouldBe(["id"]);
        items.Quality.VolumeAnomalyPercent.ShouldBe(80);
        items.FreshWithin.ShouldBe(TimeSpan.FromHours(26));
        items.RuntimeMax.ShouldBe(TimeSpan.FromHours(1));
        items.Load.ShouldBe(LoadMode.Replace);
        var rest = items.Fetch.ShouldBeOfType<ResourceFetch.Rest>();
        rest.Method.ShouldBe("POST");
        rest.Connection.Headers.Select(h => $"{h.Key}={h.Value.Reveal()}").ShouldBe(["User-Agent=tarn", "X-Trace=on"]);
        rest.Connection.Timeout.ShouldBe(TimeSpan.FromMilliseconds(1500));
        rest.Connection.Retry.ShouldBe(new RestRetry { Attempts = 2 });
        rest.Connection.Auth.ShouldBe(new RestAuth.ClientCredentials(
            new Uri("https://login.example/token"), SecretText.Secret("tarn"), SecretText.Secret("s3cret"), "read", null));
        rest.Paging.ShouldBe(new RestPaging.PageNumber { Param = "page", Start = 0, SizeParam = "per_page", Size = 100 });
        rest.Cursor.ShouldBe(new RestCursor { Field = "updated", Param = "since", Start = "2026-01-01" });

        var csv = source.Resources[1].Fetch.ShouldBeOfType<ResourceFetch.Files>().Format.ShouldBeOfType<FileFormat.Csv>();
        (csv.Delimiter, csv.Quote, csv.Escape, csv.Header).ShouldBe((';', '"', null, false));
        csv.NullTexts.ShouldBe(["", "NA"]);
        csv.ColumnNames.ShouldBe(["sku", "price"]);
    }

    [Fact]
    public void What_is_not_written_is_what_the_records_say()
    {
        using var files = ScratchProject.Named("library").With("sources/plain.yml", """
            source: plain
            resources:
              - name: pages
                rest: { base_url: "http://localhost", path: /pages }
              - name: rows
                files: { glob: data/*.csv }
            """);
        var resources = files.Load().Sources.Single().Resources;
        var rest = (ResourceFetch.Rest)resources[0].Fetch;
        Json(rest.Connection).ShouldBe(Json(new RestConnection { BaseUrl = new Uri("http://localhost"), Headers = [] }));
        Json(rest).ShouldBe(Json(new ResourceFetch.Rest
        {
            Connection = rest.Connection,
            Path = "/pages",
            Params = [],
            Records = JsonPathText.Root,
            Paging = new RestPaging.None(),
        }));
        Json((FileFormat.Csv)((ResourceFetch.Files)resources[1].Fetch).Format).ShouldBe(Json(new FileFormat.Csv { ColumnNames = [], NullTexts = [""] }));
        resources[1].Load.ShouldBe(LoadMode.Append);
        resources[1].FreshWithin.ShouldBeNull();
    }

    [Theory]
    [InlineData("a.tsv", '\t')]
    [InlineData("a.csv", ',')]
    public void A_file_ending_in_tsv_is_parted_by_tabs(string glob, char delimiter)
    {
        using var files = ScratchProject.Named("library").With("sources/a.yml", $$"""
            source: a
            resources: [{ name: a, files: { glob: {{glob}} } }]
            """);
        ((FileFormat.Csv)((ResourceFetch.Files)files.Load().Sources[0].Resources[0].Fetch).Format).Delimiter.ShouldBe(delimiter);
    }

    [Fact]
    public void A_missing_tarn_yml_is_told_with_how_to_begin()
    {
        using var files = new ScratchProject();
        files.Problems().ShouldBe(
            "'ROOT' holds no project: there is no tarn.yml. Run 'tarn init' there to begin one, or name a project's folder with --project. [project.missing]\n");
    }

    [Fact]
    public void Files_of_sql_are_read_as_text_without_a_mark_and_generic_tests_are_macros()
    {
        using var files = ScratchProject.Named("library")
            .With("models/a.sql", "\uFEFFselect 1")
            .With("macros/deep/m.sql", "{% macro m() %}{% endmacro %}")
            .With("tests/generic/positive.sql", "{% test positive() %}{% endtest %}")
            .With("tests/t.sql", "select 1 where false");
        var project = files.Load();
        project.Models.Single().Text.ShouldBe("select 1");
        project.Macros.Select(m => m.Path).ShouldBe(["macros/deep/m.sql", "tests/generic/positive.sql"]);
        project.SingularTests.Single().Path.ShouldBe("tests/t.sql");
    }

    [Fact]
    public void Folders_may_have_other_names()
    {
        using var files = new ScratchProject().With("tarn.yml", "name: x\npaths: { models: sql/models }\n").With("sql/models/silver/a.sql", "select 1");
        files.Load().Models.Single().Folders.ShouldBe(["silver"]);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    private const string WholeSource = """
        source: vendor
        description: All there is
        owner: { name: Collections, email: data@library.example }
        namespace: raw
        rest:
          base_url: https://api.example/v1
          headers: { User-Agent: tarn }
          auth:
            type: oauth2_client_credentials
            token_url: https://login.example/token
            client_id: tarn
            client_secret: "{{ env_var('SECRET') }}"
            scope: read
          timeout: 1500ms
          retry: { attempts: 2 }
          requests_per_second: 0.5
        resources:
          - name: items
            table: raw.items
            rest:
              path: /items
              method: POST
              headers: { X-Trace: on }
              records: $.data.items
              paging: { type: page_number, param: page, start: 0, size_param: per_page, size: 100 }
              cursor: { field: updated, param: since, start: 2026-01-01 }
            load: replace
            columns:
              - { name: id, type: bigint, required: true }
              - { name: price, type: "decimal(12, 2)" }
              - { name: buyer, type: text, classification: personal }
            key: [id]
            quality: { volume_min: 1, volume_anomaly_pct: 80 }
            schedule: "OnCalendar=*-*-* 07:05:00 UTC"
            freshness: { within: 26h }
            runtime_max: 1h
          - name: prices
            files:
              glob: prices/*.txt
              format: csv
              csv: { delimiter: ";", escape: "", header: false, null_text: ["", NA] }
            columns: [{ name: sku, type: text }, { name: price, type: double }]
        """;
}
