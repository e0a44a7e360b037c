using System.Text;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>Rows are deleted and updated by the command line.</summary>
public sealed class RowEditTests : IDisposable
{
    private readonly FreshFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_tells_what_it_did_and_what_it_cannot()
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "run");
        string[][] lines =
        [
            ["table", "delete", "silver.orders", "--where", "amount > 8", "--dry-run"],
            ["table", "update", "silver.orders", "--set", "customer = upper(customer)", "--set", "amount=amount+0.5", "--where", "order_id = 1001"],
            ["table", "delete", "silver.orders", "--where", "order_id in (select order_id::bigint from bronze.shop_orders where order_id::int = 1002)", "--message", "asked for"],
            ["query", "select order_id, customer, amount from silver.orders order by all limit 2"],
            ["table", "delete", "silver.orders", "--where", "order_id = 1003", "--json"],
            ["table", "delete", "silver.orders", "--where", "order_idd = 2"],
            ["table", "update", "silver.orders", "--set", "amuont=1", "--set", "customr='x'", "--where", "true"],
            ["table", "update", "silver.orders", "--set", "amount", "--where", "true"],
            ["table", "update", "silver.orders", "--set", "amount='much'", "--where", "true"],
            ["table", "delete", "silver.order", "--where", "true"],
            ["table", "delete", "silver.orders"],
            ["table", "delete", "silver.orders", "--where", "order_id = 1004", "--snapshot-property", "ticket=OPS-17", "--snapshot-property", "asked=by mail"],
            ["query", "select summary['ticket'] as ticket, summary['asked'] as asked from \"silver.orders$snapshots\" order by committed_at desc limit 1"],
            ["table", "delete", "silver.orders", "--where", "true", "--snapshot-property", "total-records=0"],
            ["table", "delete", "silver.orders", "--where", "true", "--snapshot-property", "ticket"],
            ["log", "-n", "2"],
        ];
        var told = new StringBuilder();
        foreach (var line in lines)
            told.Append($"$ tarn {string.Join(' ', line.Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word))}\n{(await TarnProgram.RunAsync(_folder.Location, line)).Whole}\n");
        Approved.Text(Masked.Text(told.ToString(), _folder.Location));
    }
}
