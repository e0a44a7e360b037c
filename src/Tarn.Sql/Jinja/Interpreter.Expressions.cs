using System.Text;
using Tarn.Sql.Syntax;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal sealed partial class Interpreter
{
    private object? Value(Expression expression) => expression switch
    {
        Expression.Constant constant => constant.Value,
        Expression.Variable variable => Lookup(variable.Name),
        Expression.Attribute attribute => Named(Members.Attribute(Evaluate(attribute.Target), attribute.Member), attribute),
        Expression.Item item => Named(Members.Item(Evaluate(item.Target), Evaluate(item.Key)), item),
        Expression.Slice slice => Slice(slice),
        Expression.Call call => Call(call),
        Expression.Filter filter => Filtered(filter, filter.Input is null ? null : Evaluate(filter.Input)),
        Expression.Test test => Tested(test),
        _ => Combined(expression),
    };

    private object? Combined(Expression expression) => expression switch
    {
        Expression.List list => new JinjaList(list.Items.Select(Evaluate)),
        Expression.Tuple tuple => new JinjaTuple([.. tuple.Items.Select(Evaluate)]),
        Expression.Dict dict => new JinjaDict(dict.Entries.Select(e => KeyValuePair.Create(Evaluate(e.Key), Evaluate(e.Value)))),
        Expression.And and => Evaluate(and.Left) is var left && PythonOrder.IsTrue(left) ? Evaluate(and.Right) : left,
        Expression.Or or => Evaluate(or.Left) is var left && PythonOrder.IsTrue(left) ? left : Evaluate(or.Right),
        Expression.Not not => !PythonOrder.IsTrue(Evaluate(not.Operand)),
        Expression.Signed signed => signed.Sign == "-" ? PythonMath.Negate(Evaluate(signed.Operand)) : PythonMath.Apply("+", 0L, Evaluate(signed.Operand)),
        Expression.Arithmetic math => Bounded(PythonMath.Apply(math.Operator, Evaluate(math.Left), Evaluate(math.Right))),
        Expression.Compare compare => Compare(compare),
        Expression.Concat concat => Concat(concat),
        Expression.Conditional choice => Choice(choice),
        _ => throw new JinjaException($"{expression.GetType().Name} cannot be evaluated."),
    };

    private object? Lookup(string name) => _frame.TryGet(name, out var value) ? value : JinjaUndefined.Variable(name);

    private object? Choice(Expression.Conditional choice)
    {
        if (PythonOrder.IsTrue(Evaluate(choice.When)))
            return Evaluate(choice.Then);
        return choice.Otherwise is null ? new JinjaUndefined("if", "This 'if' has no 'else', and its condition does not hold.") : Evaluate(choice.Otherwise);
    }

    private object Compare(Expression.Compare compare)
    {
        var left = Evaluate(compare.First);
        foreach (var (op, operand) in compare.Links)
        {
            var right = Evaluate(operand);
            if (!Holds(op, left, right))
                return false;
            left = right;
        }
        return true;
    }

    internal static bool Holds(string op, object? left, object? right) => op switch
    {
        "==" => PythonOrder.AreEqual(left, right),
        "!=" => !PythonOrder.AreEqual(left, right),
        "in" => PythonItems.Contains(right, left),
        "not in" => !PythonItems.Contains(right, left),
        "<" => PythonOrder.Compare(left, right) < 0,
        "<=" => PythonOrder.Compare(left, right) <= 0,
        ">" => PythonOrder.Compare(left, right) > 0,
        _ => PythonOrder.Compare(left, right) >= 0,
    };

    private object? Concat(Expression.Concat concat)
    {
        var text = new StringBuilder();
        foreach (var part in concat.Parts)
            text.Append(PythonText.Str(Evaluate(part)));
        return Bounded(text.ToString());
    }

    private object Slice(Expression.Slice slice)
    {
        long? At(Expression? part) => part is null || Evaluate(part) is not { } value ? null : PythonMath.Index(value);
        var target = Evaluate(slice.Target);
        PythonMath.RefuseUndefined(target);
        return PythonItems.Slice(target, At(slice.Start), At(slice.Stop), At(slice.Step));
    }

    /// <summary>What is undefined is told with all of its path: <c>row.customer.name</c>.</summary>
    private static object? Named(object? value, Expression expression)
    {
        if (value is not JinjaUndefined undefined)
            return value;
        var path = PathOf(expression);
        return path is null ? value : new JinjaUndefined(path, undefined.What.Replace($"'{undefined.Name}'", $"'{path}'", StringComparison.Ordinal));
    }

    private static string? PathOf(Expression expression) => expression switch
    {
        Expression.Variable variable => variable.Name,
        Expression.Attribute attribute => PathOf(attribute.Target) is { } target ? $"{target}.{attribute.Member}" : null,
        Expression.Item { Key: Expression.Constant key } item => PathOf(item.Target) is { } target ? $"{target}[{PythonText.Repr(key.Value)}]" : null,
        _ => null,
    };

    private object? Bounded(object? value) => value is string text && text.Length > Limits.CharactersMax
        ? throw new JinjaException($"This makes a text of more than {Limits.CharactersMax} characters.")
        : value;
}
