namespace Tarn.Sql.Syntax;

internal sealed partial class Parser
{
    private Statement? Statement(Token tag) => tag.Text switch
    {
        "if" => If(tag),
        "for" => For(tag),
        "set" => Set(tag),
        "macro" => Macro(tag, ""),
        "test" or "data_test" => Macro(tag, "test_"),
        "call" => Call(tag),
        "filter" => FilterBlock(tag),
        "with" => With(tag),
        "do" => new Statement.Do(TupleOrOne(), tag.Place),
        "print" => new Statement.Print(TupleOrOne(), tag.Place),
        "include" => Include(tag),
        "import" => Import(tag),
        "from" => FromImport(tag),
        "break" when _loops > 0 => new Statement.Break(tag.Place),
        "continue" when _loops > 0 => new Statement.Continue(tag.Place),
        _ => null,
    };

    private Statement.If If(Token tag)
    {
        var branches = new List<(Expression, IReadOnlyList<Statement>)>();
        IReadOnlyList<Statement> otherwise = [];
        string end;
        do
        {
            var test = TupleOrOne(withConditional: false);
            (var body, end) = Body("elif", "else", "endif");
            branches.Add((test, body));
        }
        while (end == "elif");
        if (end == "else")
            (otherwise, _) = Body("endif");
        return new Statement.If(branches, otherwise, tag.Place);
    }

    private Statement.For For(Token tag)
    {
        var target = Target(withMember: false);
        ExpectWord("in");
        var items = TupleOrOne(withConditional: false, endWord: "recursive");
        var filter = SkipName("if") ? Expression() : null;
        var recursive = SkipName("recursive");
        _loops++;
        var (body, end) = Body("else", "endfor");
        _loops--;
        IReadOnlyList<Statement> otherwise = [];
        if (end == "else")
            (otherwise, _) = Body("endfor");
        return new Statement.For(target, items, new LoopParts(filter, recursive, body, otherwise), tag.Place);
    }

    private Statement Set(Token tag)
    {
        var target = Target(withMember: true);
        if (Skip("="))
            return new Statement.Set(target, TupleOrOne(), tag.Place);
        var filter = Current.IsOperator("|") ? (Expression.Filter)Filters(null) : null;
        return new Statement.SetBlock(target, filter, Body("endset").Body, tag.Place);
    }

    private Statement.Macro Macro(Token tag, string prefix)
    {
        var name = prefix + ExpectName();
        ExpectOperator("(");
        var parameters = Parameters();
        return MacroOf(name, parameters, tag);
    }

    private Statement.Macro MacroOf(string name, IReadOnlyList<Parameter> parameters, Token tag)
    {
        var from = _at;
        var body = MacroBody("end" + tag.Text);
        var words = _tokens.Skip(from).Take(_at - from).Where(t => t.Kind == TokenKind.Name).Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        return new Statement.Macro(name, parameters, body, tag.Place) { TakesRest = words.Contains("varargs"), TakesNamed = words.Contains("kwargs") };
    }

    private IReadOnlyList<Statement> MacroBody(string end)
    {
        var loops = _loops;
        _loops = 0;
        var body = Body(end).Body;
        _loops = loops;
        return body;
    }

    private List<Parameter> Parameters()
    {
        var parameters = new List<Parameter>();
        while (!Current.IsOperator(")"))
        {
            if (parameters.Count > 0)
                ExpectOperator(",");
            if (Current.IsOperator(")"))
                break;
            var name = ExpectName();
            var value = Skip("=") ? Expression() : null;
            if (value is null && parameters.Count > 0 && parameters[^1].Default is not null)
                throw Fault($"The parameter '{name}' needs a default, since the one before has one.");
            parameters.Add(new Parameter(name, value));
        }
        ExpectOperator(")");
        return parameters;
    }

    private Statement.CallBlock Call(Token tag)
    {
        var parameters = Skip("(") ? Parameters() : [];
        var call = Expression() as Expression.Call ?? throw Fault("A call block needs a call: {% call name(...) %}.");
        return new Statement.CallBlock(MacroOf("caller", parameters, tag), call, tag.Place);
    }

    private Statement.FilterBlock FilterBlock(Token tag)
    {
        var filter = (Expression.Filter)Filters(Filter(null));
        return new Statement.FilterBlock(filter, Body("endfilter").Body, tag.Place);
    }

    private Statement.With With(Token tag)
    {
        var bindings = new List<(AssignTarget, Expression)>();
        while (Current.Kind != TokenKind.BlockEnd)
        {
            if (bindings.Count > 0)
                ExpectOperator(",");
            var target = Target(withMember: false);
            ExpectOperator("=");
            bindings.Add((target, Expression()));
        }
        return new Statement.With(bindings, Body("endwith").Body, tag.Place);
    }

    private Statement.Include Include(Token tag)
    {
        var template = Expression();
        var ignores = SkipName("ignore");
        if (ignores)
            ExpectWord("missing");
        return new Statement.Include(template, ignores, SeesContext(true), tag.Place);
    }

    private Statement.Import Import(Token tag)
    {
        var template = Expression();
        ExpectWord("as");
        return new Statement.Import(template, ExpectName(), SeesContext(false), tag.Place);
    }

    private Statement.FromImport FromImport(Token tag)
    {
        var template = Expression();
        ExpectWord("import");
        var names = new List<(string, string)>();
        do
        {
            if (Current.Text is "with" or "without" && _tokens[_at + 1].IsName("context"))
                break;
            var name = ExpectName();
            names.Add((name, SkipName("as") ? ExpectName() : name));
        }
        while (Skip(","));
        return new Statement.FromImport(template, names, SeesContext(false), tag.Place);
    }

    private bool SeesContext(bool otherwise)
    {
        if (Current.Text is not ("with" or "without") || !_tokens[_at + 1].IsName("context"))
            return otherwise;
        _at += 2;
        return _tokens[_at - 2].Text == "with";
    }

    private AssignTarget Target(bool withMember)
    {
        var place = Current.Place;
        var targets = new List<AssignTarget> { OneTarget(withMember) };
        var unpacked = false;
        while (Skip(","))
        {
            unpacked = true;
            if (Current.Kind == TokenKind.BlockEnd || Current.IsName("in") || Current.IsOperator(")") || Current.IsOperator("="))
                break;
            targets.Add(OneTarget(withMember));
        }
        return unpacked ? new AssignTarget.Unpacked(targets, place) : targets[0];
    }

    private AssignTarget OneTarget(bool withMember)
    {
        var place = Current.Place;
        if (Skip("("))
        {
            var inside = Target(withMember);
            ExpectOperator(")");
            return inside;
        }
        var name = ExpectName();
        if (name is "true" or "false" or "none" or "True" or "False" or "None")
            throw new JinjaException($"'{name}' cannot be given a value.", _path, place);
        return withMember && Skip(".") ? new AssignTarget.Member(name, ExpectName(), place) : new AssignTarget.Variable(name, place);
    }
}
