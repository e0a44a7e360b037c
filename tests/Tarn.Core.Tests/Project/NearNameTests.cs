using Tarn.Project.Shapes;

namespace Tarn.Core.Tests.Project;

public sealed class NearNameTests
{
    [Theory]
    [InlineData("warehose", "warehouse")]
    [InlineData("baseUrl", "base_url")]
    [InlineData("pofiles", "profiles")]
    [InlineData("nmae", "name")]
    [InlineData("zzz", null)]
    public void A_name_that_is_near_is_found(string text, string? near) =>
        NearName.Of(text, ["name", "warehouse", "profiles", "base_url"]).ShouldBe(near);
}
