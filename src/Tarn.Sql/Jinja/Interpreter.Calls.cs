using Tarn.Sql.Syntax;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal sealed partial class Interpreter
{
    /// <summary>What a filter makes of a value, by the filter's name.</summary>
    public object? ApplyFilter(string name, object? value, JinjaArguments arguments) =>
        Filters.Find(name) is { } filter
            ? Bounded(filter.Body(this, value, filter.Signature.Bind(name, arguments)))
            : throw new JinjaException($"There is no filter '{name}'.{Near.Hint(name, Filters.Names)}");

    /// <summary>Whether a test holds for a value, by the test's name.</summary>
    public bool ApplyTest(string name, object? value, JinjaArguments arguments) =>
        Tests.Find(name) is { } test
            ? test.Body(value, test.Signature.Bind(name, arguments))
            : throw new JinjaException($"There is no test '{name}'.{Near.Hint(name, Tests.Names)}");

    private object? Filtered(Expression.Filter filter, object? body)
    {
        // The innermost filter of a chain that heads a block takes the block's text.
        var input = filter.Input is Expression.Filter inner && IsHeading(inner) ? Filtered(inner, body) : body;
        return ApplyFilter(filter.Name, input, ArgumentsOf(filter.Arguments));
    }

    private static bool IsHeading(Expression.Filter filter) => filter.Input is null || (filter.Input is Expression.Filter inner && IsHeading(inner));

    private object Tested(Expression.Test test)
    {
        if (test.Name is "defined" or "undefined" && test.Input is Expression.Variable variable)
            return test.Name == "defined" == Lookup(variable.Name) is not JinjaUndefined;
        return ApplyTest(test.Name, Evaluate(test.Input), ArgumentsOf(test.Arguments));
    }

    private object? Call(Expression.Call call)
    {
        var target = Evaluate(call.Target);
        if (target is JinjaUndefined undefined)
            throw new JinjaException(undefined.What.TrimEnd('.') + ", and so it cannot be called. No macro or function has this name.");
        if (call.Target is Expression.Variable { Name: "caller" } && target is null)
            throw new JinjaException("'caller' is only there when the macro is called by a call block.");
        return Call(target, ArgumentsOf(call.Arguments) with { Path = _template.Path, Place = call.Place });
    }

    private static object? Call(object? target, JinjaArguments arguments)
    {
        PythonMath.RefuseUndefined(target);
        return target is JinjaObject { IsCallable: true } function
            ? JinjaValue.From(function.Call(arguments))
            : throw new JinjaException($"A {PythonText.TypeName(target)} cannot be called.");
    }

    private JinjaArguments ArgumentsOf(CallArguments arguments)
    {
        if (ReferenceEquals(arguments, CallArguments.None))
            return JinjaArguments.None;
        var (positional, named) = Arguments(arguments);
        return new JinjaArguments(positional, named);
    }

    private (List<object?> Positional, List<KeyValuePair<string, object?>> Named) Arguments(CallArguments arguments)
    {
        var positional = arguments.Positional.Select(Evaluate).ToList();
        if (arguments.Spread is { } spread)
            positional.AddRange(PythonItems.Of(Evaluate(spread)));
        var named = arguments.Named.Select(n => KeyValuePair.Create(n.Name, Evaluate(n.Value))).ToList();
        if (arguments.SpreadNamed is { } spreadNamed)
            named.AddRange(DictMethods.Pairs(Evaluate(spreadNamed)).Select(p => KeyValuePair.Create(PythonText.Str(p.Key), p.Value)));
        return (positional, named);
    }
}
