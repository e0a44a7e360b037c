namespace Tarn.Sql.Syntax;

internal sealed partial class Parser
{
    private Expression Expression(bool withConditional = true)
    {
        Deeper();
        var value = Or();
        while (withConditional && Current.IsName("if"))
        {
            var place = _tokens[_at++].Place;
            var test = Or();
            var otherwise = SkipName("else") ? Expression() : null;
            value = new Expression.Conditional(test, value, otherwise, place);
        }
        _depth--;
        return value;
    }

    private Expression Or()
    {
        var left = And();
        while (Current.IsName("or"))
            left = new Expression.Or(left, Next(And), left.Place);
        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (Current.IsName("and"))
            left = new Expression.And(left, Next(Not), left.Place);
        return left;
    }

    private Expression Not()
    {
        if (!Current.IsName("not"))
            return Compare();
        var place = Current.Place;
        Deeper();
        var operand = Next(Not);
        _depth--;
        return new Expression.Not(operand, place);
    }

    private Expression Compare()
    {
        var first = Sum();
        var links = new List<(string, Expression)>();
        var place = Current.Place;
        while (CompareOperator() is { } op)
            links.Add((op, Sum()));
        return links.Count == 0 ? first : new Expression.Compare(first, links, place);
    }

    private string? CompareOperator()
    {
        if (Current.Kind == TokenKind.Operator && Current.Text is "==" or "!=" or "<" or "<=" or ">" or ">=")
            return _tokens[_at++].Text;
        if (SkipName("in"))
            return "in";
        if (!Current.IsName("not") || !_tokens[_at + 1].IsName("in"))
            return null;
        _at += 2;
        return "not in";
    }

    private Expression Sum() => LeftToRight(Concat, "+", "-");

    private Expression Concat()
    {
        var first = Product();
        if (!Current.IsOperator("~"))
            return first;
        var place = Current.Place;
        var parts = new List<Expression> { first };
        while (Skip("~"))
            parts.Add(Product());
        return new Expression.Concat(parts, place);
    }

    private Expression Product() => LeftToRight(Power, "*", "/", "//", "%");

    private Expression Power() => LeftToRight(() => Unary(), "**");

    private Expression LeftToRight(Func<Expression> operand, params ReadOnlySpan<string> operators)
    {
        var left = operand();
        while (Current.Kind == TokenKind.Operator && operators.Contains(Current.Text))
        {
            var op = _tokens[_at++];
            left = new Expression.Arithmetic(op.Text, left, operand(), op.Place);
        }
        return left;
    }

    private Expression Unary(bool withFilters = true)
    {
        Deeper();
        var value = Current.IsOperator("-") || Current.IsOperator("+")
            ? new Expression.Signed(Current.Text, Next(() => Unary(withFilters: false)), Current.Place)
            : Primary();
        value = Postfix(value);
        _depth--;
        return withFilters ? FiltersAndTests(value) : value;
    }

    private T Next<T>(Func<T> read)
    {
        _at++;
        return read();
    }

    /// <summary>One expression, or a tuple of several with commas between.</summary>
    private Expression TupleOrOne(bool withConditional = true, string? endWord = null, bool inBrackets = false)
    {
        var place = Current.Place;
        var items = new List<Expression>();
        var isTuple = false;
        while (!IsTupleEnd(endWord))
        {
            items.Add(Expression(withConditional));
            if (!Skip(","))
                break;
            isTuple = true;
        }
        if (items.Count == 0 && !inBrackets)
            throw Fault($"A value is needed here, not {Current.Told}.");
        return isTuple || items.Count == 0 ? new Expression.Tuple(items, place) : items[0];
    }

    private bool IsTupleEnd(string? endWord) =>
        Current.Kind is TokenKind.PrintEnd or TokenKind.BlockEnd || Current.IsOperator(")") || (endWord is not null && Current.IsName(endWord));
}
