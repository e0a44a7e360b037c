using Tarn.Cli.Terminals;
using Tarn.Engine;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn table delete</c>.</summary>
internal sealed class TableDeleteCommand(Shell shell) : RowEditCommand(shell, "delete", "Delete rows of a table.")
{
    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("table delete silver.loans --where \"patron_id = 4711\" --dry-run", "How many rows there are of one patron."),
        ("table delete silver.loans --where \"day < date '2024-01-01'\"", "Rows that are no longer kept."),
    ];

    protected override RowEdit EditOf(CommandCall call, string where) => new RowEdit.Delete(where);
}
