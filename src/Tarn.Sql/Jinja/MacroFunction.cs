using Tarn.Sql.Syntax;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>A macro, callable: it knows the template and the variables among which it was defined.</summary>
internal sealed class MacroFunction(Interpreter interpreter, Statement.Macro macro, JinjaTemplate home, Frame around) : JinjaObject
{
    public Statement.Macro Macro => macro;

    public JinjaTemplate Home => home;

    public Frame Around => around;

    public override string Text => $"<macro {macro.Name}>";

    public override bool IsCallable => true;

    public override object? Call(JinjaArguments arguments) => interpreter.CallMacro(this, arguments);

    public override bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "name" => macro.Name,
            "arguments" => new JinjaTuple([.. macro.Parameters.Select(p => p.Name)]),
            _ => null,
        };
        return value is not null;
    }
}
