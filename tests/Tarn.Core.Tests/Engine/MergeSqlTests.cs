using Tarn.Engine;

namespace Tarn.Core.Tests.Engine;

public sealed class MergeSqlTests
{
    [Fact]
    public void Rows_whose_key_arrives_again_leave_their_files() =>
        Approved.Match(
            string.Join("\n\n", MergeSql.DuplicateKeys("fresh", ["id", "Day \"x\""]), MergeSql.Matched("(from old_files)", "fresh", ["id", "day"])) + "\n",
            "MergeSqlTests.Queries.approved.sql");
}
