using Tarn.Storage;

namespace Tarn.Core.Tests;

public sealed class FailureKindsTests
{
    [Fact]
    public void A_location_outside_of_the_lake_is_damage_that_trying_again_does_not_mend()
    {
        var failure = new LocationOutsideException("file:///elsewhere/a.parquet", "file:///lake");
        FailureKinds.Of(failure).ShouldBe(FailureKind.Corrupt);
        var problem = FailureKinds.ProblemsOf(failure).ShouldHaveSingleItem();
        (problem.Code, problem.Where).ShouldBe(("lake.outside", "file:///elsewhere/a.parquet"));
        problem.Next!.ShouldContain("tarn table import");
    }

    [Fact]
    public void A_store_that_fails_may_answer_later() =>
        FailureKinds.Of(new IOException("Input/output error")).ShouldBe(FailureKind.Unavailable);
}
