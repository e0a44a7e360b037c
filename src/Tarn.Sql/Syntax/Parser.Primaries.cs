using System.Globalization;

namespace Tarn.Sql.Syntax;

internal sealed partial class Parser
{
    private Expression Primary()
    {
        var token = Current;
        _at++;
        return token.Kind switch
        {
            TokenKind.Name => NameOrWord(token),
            TokenKind.String => Text(token),
            TokenKind.Integer => new Expression.Constant(Whole(token), token.Place),
            TokenKind.Float => new Expression.Constant(Real(token), token.Place),
            TokenKind.Operator when token.Text == "(" => InBrackets(),
            TokenKind.Operator when token.Text == "[" => List(token),
            TokenKind.Operator when token.Text == "{" => Dict(token),
            _ => throw new JinjaException($"A value is needed here, not {token.Told}.", _path, token.Place),
        };
    }

    private static Expression NameOrWord(Token token) => token.Text switch
    {
        "true" or "True" => new Expression.Constant(true, token.Place),
        "false" or "False" => new Expression.Constant(false, token.Place),
        "none" or "None" => new Expression.Constant(null, token.Place),
        _ => new Expression.Variable(token.Text, token.Place),
    };

    private Expression.Constant Text(Token first)
    {
        var text = first.Text;
        for (; Current.Kind == TokenKind.String; _at++)
            text += Current.Text;
        return new Expression.Constant(text, first.Place);
    }

    private long Whole(Token token)
    {
        var digits = token.Text.Replace("_", "", StringComparison.Ordinal);
        try
        {
            return digits.Length > 1 && digits[0] == '0' && !char.IsAsciiDigit(digits[1])
                ? Convert.ToInt64(digits[2..], char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'o' => 8, _ => 2 })
                : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new JinjaException($"'{token.Text}' is not a whole number of 64 bits.", _path, token.Place);
        }
    }

    private static double Real(Token token) =>
        double.Parse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);

    private Expression InBrackets()
    {
        var value = TupleOrOne(inBrackets: true);
        ExpectOperator(")");
        return value;
    }

    private Expression.List List(Token open)
    {
        var items = new List<Expression>();
        while (!Skip("]"))
        {
            if (items.Count > 0)
                ExpectOperator(",");
            if (Skip("]"))
                break;
            items.Add(Expression());
        }
        return new Expression.List(items, open.Place);
    }

    private Expression.Dict Dict(Token open)
    {
        var entries = new List<(Expression, Expression)>();
        while (!Skip("}"))
        {
            if (entries.Count > 0)
                ExpectOperator(",");
            if (Skip("}"))
                break;
            var key = Expression();
            ExpectOperator(":");
            entries.Add((key, Expression()));
        }
        return new Expression.Dict(entries, open.Place);
    }

    private Expression Postfix(Expression value)
    {
        while (Current.Kind == TokenKind.Operator && Current.Text is "." or "[" or "(")
            value = Current.Text switch
            {
                "." => Member(value),
                "[" => Subscript(value),
                _ => new Expression.Call(value, Arguments(), value.Place),
            };
        return value;
    }

    private Expression FiltersAndTests(Expression value)
    {
        while (true)
        {
            if (Current.IsOperator("|"))
                value = Filters(value);
            else if (Current.IsName("is"))
                value = Test(value);
            else if (Current.IsOperator("("))
                value = new Expression.Call(value, Arguments(), value.Place);
            else
                return value;
        }
    }

    private Expression Member(Expression target)
    {
        var name = _tokens[++_at];
        _at++;
        return name.Kind switch
        {
            TokenKind.Name => new Expression.Attribute(target, name.Text, name.Place),
            TokenKind.Integer => new Expression.Item(target, new Expression.Constant(Whole(name), name.Place), name.Place),
            _ => throw new JinjaException($"A name is needed after '.', not {name.Told}.", _path, name.Place),
        };
    }

    private Expression Subscript(Expression target)
    {
        var place = _tokens[_at++].Place;
        var start = Current.IsOperator(":") ? null : Expression();
        if (start is not null && Skip("]"))
            return new Expression.Item(target, start, place);
        ExpectOperator(":");
        var stop = Current.IsOperator(":") || Current.IsOperator("]") ? null : Expression();
        var step = Skip(":") && !Current.IsOperator("]") ? Expression() : null;
        ExpectOperator("]");
        return new Expression.Slice(target, start, stop, step, place);
    }

    /// <summary>Filters one after another, from the '|'.</summary>
    private Expression Filters(Expression? value)
    {
        while (Skip("|"))
            value = Filter(value);
        return value!;
    }

    private Expression.Filter Filter(Expression? input)
    {
        var place = Current.Place;
        var name = DottedName();
        return new Expression.Filter(input, name, Current.IsOperator("(") ? Arguments() : CallArguments.None, place);
    }

    private string DottedName()
    {
        var name = ExpectName();
        while (Skip("."))
            name += "." + ExpectName();
        return name;
    }

    private Expression Test(Expression input)
    {
        _at++;
        var place = Current.Place;
        var negated = SkipName("not");
        var test = new Expression.Test(input, DottedName(), TestArguments(), place);
        return negated ? new Expression.Not(test, place) : test;
    }

    private CallArguments TestArguments()
    {
        if (Current.IsOperator("("))
            return Arguments();
        if (Current.IsName("is"))
            throw Fault("Tests cannot be chained with 'is'. Write 'a is x and a is y'.");
        var starts = Current.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Float
            || Current.IsOperator("[") || Current.IsOperator("{")
            || (Current.Kind == TokenKind.Name && Current.Text is not ("else" or "or" or "and"));
        // A name after a test is its argument, as in Jinja; unlike there, the words that go on with a tag are not.
        return starts && Current.Text is not ("if" or "recursive") ? new CallArguments { Positional = [Postfix(Primary())] } : CallArguments.None;
    }

    private CallArguments Arguments()
    {
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        Expression? spread = null;
        Expression? spreadNamed = null;
        _at++;
        while (!Current.IsOperator(")"))
        {
            if (Skip("**"))
                spreadNamed = Expression();
            else if (Skip("*"))
                spread = Expression();
            else if (Current.Kind == TokenKind.Name && _tokens[_at + 1].IsOperator("="))
                named.Add(NamedArgument());
            else if (named.Count > 0 || spread is not null || spreadNamed is not null)
                throw Fault("An argument without a name cannot come after those with one.");
            else
                positional.Add(Expression());
            if (!Skip(","))
                break;
        }
        ExpectOperator(")");
        return new CallArguments { Positional = positional, Named = named, Spread = spread, SpreadNamed = spreadNamed };
    }

    private (string Name, Expression Value) NamedArgument()
    {
        var name = _tokens[_at].Text;
        _at += 2;
        return (name, Expression());
    }
}
