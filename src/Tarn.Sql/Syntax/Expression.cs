namespace Tarn.Sql.Syntax;

/// <summary>Something with a value. Closed.</summary>
/// <param name="Place">Where it is told to fail.</param>
internal abstract record Expression(Place Place)
{
    public sealed record Constant(object? Value, Place Place) : Expression(Place);

    public sealed record Variable(string Name, Place Place) : Expression(Place);

    public sealed record List(IReadOnlyList<Expression> Items, Place Place) : Expression(Place);

    public sealed record Tuple(IReadOnlyList<Expression> Items, Place Place) : Expression(Place);

    public sealed record Dict(IReadOnlyList<(Expression Key, Expression Value)> Entries, Place Place) : Expression(Place);

    public sealed record And(Expression Left, Expression Right, Place Place) : Expression(Place);

    public sealed record Or(Expression Left, Expression Right, Place Place) : Expression(Place);

    public sealed record Not(Expression Operand, Place Place) : Expression(Place);

    /// <summary>'-' or '+' before a value.</summary>
    public sealed record Signed(string Sign, Expression Operand, Place Place) : Expression(Place);

    public sealed record Arithmetic(string Operator, Expression Left, Expression Right, Place Place) : Expression(Place);

    /// <summary>A chain: <c>1 &lt; x &lt;= 3</c> holds when every link holds. Operators: == != &lt; &lt;= &gt; &gt;= in, not in.</summary>
    public sealed record Compare(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Links, Place Place) : Expression(Place);

    public sealed record Concat(IReadOnlyList<Expression> Parts, Place Place) : Expression(Place);

    /// <summary><c>then if when else otherwise</c>; without an else it is undefined.</summary>
    public sealed record Conditional(Expression When, Expression Then, Expression? Otherwise, Place Place) : Expression(Place);

    public sealed record Attribute(Expression Target, string Member, Place Place) : Expression(Place);

    public sealed record Item(Expression Target, Expression Key, Place Place) : Expression(Place);

    public sealed record Slice(Expression Target, Expression? Start, Expression? Stop, Expression? Step, Place Place) : Expression(Place);

    public sealed record Call(Expression Target, CallArguments Arguments, Place Place) : Expression(Place);

    /// <summary>A filter; without an input it takes the text of the block that it heads.</summary>
    public sealed record Filter(Expression? Input, string Name, CallArguments Arguments, Place Place) : Expression(Place);

    public sealed record Test(Expression Input, string Name, CallArguments Arguments, Place Place) : Expression(Place);
}
