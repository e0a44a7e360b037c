using Tarn.Cli.Terminals;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn table</c>; without a word after it, it lists.</summary>
internal sealed class TableCommand : TarnCommand
{
    private readonly TableListCommand _list;

    public TableCommand(Shell shell)
        : base(shell, "table", "List tables and views, show one with its columns, rows and files, import one, delete or update rows.")
    {
        _list = new TableListCommand(shell);
        Subcommands.Add(_list);
        Subcommands.Add(new TableShowCommand(shell));
        Subcommands.Add(new TableImportCommand(shell));
        Subcommands.Add(new TableDeleteCommand(shell));
        Subcommands.Add(new TableUpdateCommand(shell));
    }

    public override string Notes => "Without a command it lists.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("table list", "Every table and view on main."),
        ("table show gold.daily_by_audience", "One of them."),
        ("table import bronze.orders --metadata /srv/orders", "A table that another engine wrote."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => _list.ListAsync(call, at: null, cancel);
}
