using Tarn.Cli.Commands;

namespace Tarn.Cli.Tests.Commands;

public sealed class ProjectVariablesTests
{
    [Fact]
    public void Numbers_and_flags_are_such_and_the_rest_is_text()
    {
        var vars = ProjectVariables.Parse(["a=1", "b=true", "c=1.5", "d=2026-06-01", "e=", "f=x=y", "g=007", "a=2"]);
        vars.ShouldBe(new Dictionary<string, object?> { ["a"] = 2L, ["b"] = true, ["c"] = 1.5, ["d"] = "2026-06-01", ["e"] = "", ["f"] = "x=y", ["g"] = "007" });
    }

    [Fact]
    public void All_wrong_ones_are_told() =>
        Should.Throw<TarnException>(() => ProjectVariables.Parse(["a", "=b", "c=1"])).Problems.Count.ShouldBe(2);
}
