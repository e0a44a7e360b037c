using Tarn.Cli.Json;
using Tarn.Lakehouse;

namespace Tarn.Cli.Tests.Json;

public sealed class RowJsonTests
{
    [Fact]
    public void Columns_of_one_name_get_names_of_their_own() =>
        RowJson.Distinct([new("a", "BIGINT"), new("a", "BIGINT"), new("a_1", "BIGINT"), new QueryColumn("b", "BIGINT")])
            .Select(c => c.Name).ShouldBe(["a", "a_1", "a_1_1", "b"]);
}
