using Tarn.Checks;
using Tarn.Core.Tests.Project;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Project;

namespace Tarn.Core.Tests.Checks;

/// <summary>A project with tests in it, as its files declare them, and an engine to ask.</summary>
internal static class CheckScene
{
    public static readonly CheckTargets Targets = new()
    {
        OfModel = name => name is "checkouts" or "titles" ? CheckedRelation.Of(TableName.Parse("silver." + name)) : null,
        OfSource = (source, name) => (source, name) is ("raw", "holds") ? TableName.Parse("bronze.holds") : null,
        Render = file => new RenderedTest { Sql = file.Text, Reads = [], Config = new Dictionary<string, object?>() },
    };

    /// <summary>The project of a properties file, with models checkouts, titles and the ephemeral helper.</summary>
    public static LakeProject Project(string properties, params (string Name, string Sql)[] queries)
    {
        using var scratch = ScratchProject.Named("library").With("models/schema.yml", properties);
        foreach (var model in new[] { "checkouts", "titles", "helper" })
            scratch.With($"models/silver/{model}.sql", "select 1");
        foreach (var (name, sql) in queries)
            scratch.With($"tests/{name}.sql", sql);
        return scratch.Load();
    }

    /// <summary>The one check of one test of <c>checkouts</c>.</summary>
    public static Check Check(TestDeclaration test) => CheckBuilder.Of(With(test), Targets).ShouldHaveSingleItem();

    public static LakeProject With(params TestDeclaration[] tests)
    {
        var project = Project("version: 2\nmodels: []\n");
        return project with
        {
            ModelProperties =
            [
                new ModelProperties { Name = "checkouts", Config = new Dictionary<string, object?>(), Columns = [], Tests = tests, Where = "models/schema.yml:2:3" },
            ],
        };
    }

    public static TestDeclaration Test(string kind, string? column, params (string Name, object? Value)[] arguments) => new()
    {
        Kind = kind,
        Column = column,
        Arguments = arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal),
        Settings = new TestSettings { Tags = [] },
        Where = "models/schema.yml:9:9",
    };

    /// <summary>Everything that is wrong, a line each.</summary>
    public static string Problems(LakeProject project, CheckTargets? targets = null)
    {
        var fault = Should.Throw<TarnException>(() => CheckBuilder.Of(project, targets ?? Targets));
        fault.Kind.ShouldBe(FailureKind.Invalid);
        return string.Join("\n", fault.Problems) + "\n";
    }

    /// <summary>Runs a check over tables that the SQL makes.</summary>
    public static CheckOutcome Run(Check check, string tables)
    {
        using var database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
        using var connection = database.Connect();
        connection.Execute(tables);
        using var result = connection.Query(CheckQuery.Of(check));
        var row = result.ReadAll().ShouldHaveSingleItem();
        return CheckOutcome.Of(check.Settings, row[0].ShouldBeOfType<long>(), row[1].ShouldBeOfType<bool>(), row[2].ShouldBeOfType<bool>());
    }

    /// <summary>The rows that fail.</summary>
    public static IReadOnlyList<object?[]> Failures(Check check, string tables)
    {
        using var database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
        using var connection = database.Connect();
        connection.Execute(tables);
        using var result = connection.Query(check.Select);
        return result.ReadAll();
    }
}
