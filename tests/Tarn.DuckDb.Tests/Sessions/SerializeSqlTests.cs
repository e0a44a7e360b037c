using System.Text.Json;
using Tarn.DuckDb.Sessions;

namespace Tarn.DuckDb.Tests.Sessions;

public sealed class SerializeSqlTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1 });
    private readonly DuckDbConnection _connection;

    public SerializeSqlTests() => _connection = _database.Connect();

    [Fact]
    public void A_select_becomes_a_tree_without_its_tables_being_there()
    {
        using var json = JsonDocument.Parse(_connection.SerializeSql("select a, 'it''s' from lake.sales.orders where b > $1"));
        var table = json.RootElement.GetProperty("statements")[0].GetProperty("node").GetProperty("from_table");
        table.GetProperty("type").GetString().ShouldBe("BASE_TABLE");
        table.GetProperty("table_name").GetString().ShouldBe("orders");
    }

    [Theory]
    [InlineData("select 1 frm x y", 13)]
    [InlineData("select 'ääää',, 2", 18)]
    public void Text_that_is_not_sql_has_a_place_in_bytes(string sql, int position)
    {
        var refused = Should.Throw<DuckDbException>(() => _connection.SerializeSql(sql));
        refused.ErrorType.ShouldBe(DuckDbErrorType.Parser);
        refused.Position.ShouldBe(position);
        refused.Sql.ShouldBe(sql);
    }

    [Theory]
    [InlineData("insert into t select 1")]
    [InlineData("create table t as select 1")]
    [InlineData("copy (select 1) to 'x.csv'")]
    public void What_is_not_a_select_is_refused_in_its_own_way(string sql)
    {
        var refused = Should.Throw<DuckDbNotSerializableException>(() => _connection.SerializeSql(sql));
        refused.Sql.ShouldBe(sql);
        refused.Message.ShouldContain("SELECT");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
