namespace Tarn.Sql.Syntax;

/// <summary>A piece of a template. Closed.</summary>
internal abstract record Statement(Place Place)
{
    public sealed record Text(string Content, Place Place) : Statement(Place);

    public sealed record Print(Expression Value, Place Place) : Statement(Place);

    public sealed record If(IReadOnlyList<(Expression Test, IReadOnlyList<Statement> Body)> Branches, IReadOnlyList<Statement> Otherwise, Place Place)
        : Statement(Place);

    public sealed record For(AssignTarget Target, Expression Items, LoopParts Parts, Place Place) : Statement(Place);

    public sealed record Set(AssignTarget Target, Expression Value, Place Place) : Statement(Place);

    /// <summary>What the body prints, through the filter if there is one, is the value.</summary>
    public sealed record SetBlock(AssignTarget Target, Expression.Filter? Filter, IReadOnlyList<Statement> Body, Place Place) : Statement(Place);

    public sealed record Macro(string Name, IReadOnlyList<Parameter> Parameters, IReadOnlyList<Statement> Body, Place Place) : Statement(Place)
    {
        /// <summary>Whether the body speaks of <c>varargs</c>, so that further arguments without a name may be given.</summary>
        public bool TakesRest { get; init; }

        /// <summary>Whether the body speaks of <c>kwargs</c>, so that further arguments with a name may be given.</summary>
        public bool TakesNamed { get; init; }
    }

    /// <summary>A call whose callee can call the body as <c>caller()</c>.</summary>
    public sealed record CallBlock(Macro Caller, Expression.Call Call, Place Place) : Statement(Place);

    public sealed record FilterBlock(Expression.Filter Filter, IReadOnlyList<Statement> Body, Place Place) : Statement(Place);

    public sealed record With(IReadOnlyList<(AssignTarget Target, Expression Value)> Bindings, IReadOnlyList<Statement> Body, Place Place) : Statement(Place);

    public sealed record Do(Expression Value, Place Place) : Statement(Place);

    public sealed record Include(Expression Template, bool IgnoresMissing, bool SeesContext, Place Place) : Statement(Place);

    public sealed record Import(Expression Template, string Alias, bool SeesContext, Place Place) : Statement(Place);

    public sealed record FromImport(Expression Template, IReadOnlyList<(string Name, string Alias)> Names, bool SeesContext, Place Place) : Statement(Place);

    public sealed record Break(Place Place) : Statement(Place);

    public sealed record Continue(Place Place) : Statement(Place);
}
