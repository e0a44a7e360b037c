using System.CommandLine;
using Tarn.Cli.Terminals;
using Tarn.Engine;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn table update</c>.</summary>
internal sealed class TableUpdateCommand : RowEditCommand
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "A column and the SQL of its new value, over the row as it was. May be given more than once.",
        HelpName = "COLUMN=SQL",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        Required = true,
    };

    public TableUpdateCommand(Shell shell)
        : base(shell, "update", "Give columns of some rows other values.") => Options.Add(_set);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("table update silver.loans --set \"branch='main'\" --where \"branch = 'central'\"", "A branch that got another name."),
        ("table update silver.patrons --set name=null --set email=null --where \"id = 4711\"", "A person is forgotten, the row stays."),
    ];

    protected override RowEdit EditOf(CommandCall call, string where)
    {
        var set = call.Get(_set)!.Select(SetOf).ToList();
        var twice = set.GroupBy(s => s.Column, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        return twice.Count == 0
            ? new RowEdit.Update(set.ToDictionary(s => s.Column, s => s.Value, StringComparer.OrdinalIgnoreCase), where)
            : throw new TarnException(FailureKind.Invalid, [.. twice.Select(name => new Problem("edit.set", $"Column '{name}' is set twice.", Next: "Give each column once."))]);
    }

    private static (string Column, string Value) SetOf(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var (column, value) = at < 0 ? ("", "") : (text[..at].Trim().Trim('"'), text[(at + 1)..].Trim());
        return column.Length > 0 && value.Length > 0
            ? (column, value)
            : throw new TarnException(FailureKind.Invalid, new Problem("edit.set", $"'{text}' sets no column.", Next: "Write --set \"COLUMN=SQL\": --set \"name='unknown'\", --set \"price=price * 2\", --set name=null."));
    }
}
