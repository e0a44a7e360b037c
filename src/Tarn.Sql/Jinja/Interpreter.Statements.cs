using Tarn.Sql.Syntax;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal sealed partial class Interpreter
{
    private Flow Visit(Statement statement) => statement switch
    {
        Statement.Text text => Printed(text.Content),
        Statement.Print print => Printed(PythonText.Str(Evaluate(print.Value))),
        Statement.If choice => If(choice),
        Statement.For loop => For(loop),
        Statement.Set set => Assigned(set.Target, Evaluate(set.Value)),
        Statement.SetBlock set => SetBlock(set),
        Statement.Macro macro => Defined(macro),
        Statement.CallBlock call => CallBlock(call),
        Statement.FilterBlock block => FilterBlock(block),
        Statement.With with => With(with),
        Statement.Do action => Done(action),
        Statement.Include include => Include(include),
        Statement.Import import => Assigned(new AssignTarget.Variable(import.Alias, import.Place), Module(import.Template, import.SeesContext)),
        Statement.FromImport import => FromImport(import),
        Statement.Break => Flow.Break,
        Statement.Continue => Flow.Continue,
        _ => throw new JinjaException($"{statement.GetType().Name} cannot be run."),
    };

    private Flow Printed(string text)
    {
        Print(text);
        return Flow.Next;
    }

    private Flow Done(Statement.Do action)
    {
        Evaluate(action.Value);
        return Flow.Next;
    }

    private Flow Assigned(AssignTarget target, object? value)
    {
        Assign(target, value);
        return Flow.Next;
    }

    private Flow Defined(Statement.Macro macro)
    {
        _frame.Set(macro.Name, new MacroFunction(this, macro, _template, _frame));
        return Flow.Next;
    }

    private Flow If(Statement.If choice)
    {
        foreach (var (test, body) in choice.Branches)
            if (PythonOrder.IsTrue(Evaluate(test)))
                return Run(body);
        return Run(choice.Otherwise);
    }

    private Flow SetBlock(Statement.SetBlock set)
    {
        var (text, flow) = InFrame(new Frame(_frame), () => Captured(set.Body));
        Assign(set.Target, set.Filter is null ? text : Filtered(set.Filter, text));
        return flow;
    }

    private Flow FilterBlock(Statement.FilterBlock block)
    {
        var (text, flow) = InFrame(new Frame(_frame), () => Captured(block.Body));
        Print(PythonText.Str(Filtered(block.Filter, text)));
        return flow;
    }

    private Flow With(Statement.With with)
    {
        var inside = new Frame(_frame);
        var values = with.Bindings.Select(b => (b.Target, Value: Evaluate(b.Value))).ToList();
        return InFrame(inside, () =>
        {
            foreach (var (target, value) in values)
                Assign(target, value);
            return Run(with.Body);
        });
    }

    private Flow CallBlock(Statement.CallBlock block)
    {
        var caller = new MacroFunction(this, block.Caller, _template, _frame);
        var (positional, named) = Arguments(block.Call.Arguments);
        Print(PythonText.Str(Call(Evaluate(block.Call.Target), new JinjaArguments(positional, [.. named, new("caller", caller)]))));
        return Flow.Next;
    }

    private void Assign(AssignTarget target, object? value)
    {
        switch (target)
        {
            case AssignTarget.Variable variable: _frame.Set(variable.Name, value); break;
            case AssignTarget.Member member: AssignMember(member, value); break;
            case AssignTarget.Unpacked unpacked: Unpack(unpacked, value); break;
        }
    }

    private void AssignMember(AssignTarget.Member member, object? value)
    {
        if (Lookup(member.Name) is not JinjaNamespace space || !space.TrySet(member.MemberName, value))
            throw new JinjaException($"'{member.Name}' is no namespace: its members cannot be set. Make it with {member.Name} = namespace().");
    }

    private void Unpack(AssignTarget.Unpacked unpacked, object? value)
    {
        PythonMath.RefuseUndefined(value);
        var items = PythonItems.Of(value);
        if (items.Count != unpacked.Targets.Count)
            throw new JinjaException($"{items.Count} values cannot be given to {unpacked.Targets.Count} names.");
        foreach (var (target, item) in unpacked.Targets.Zip(items))
            Assign(target, item);
    }
}
