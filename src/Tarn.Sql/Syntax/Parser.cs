using System.Runtime.CompilerServices;

namespace Tarn.Sql.Syntax;

/// <summary>Reads the tokens of a template into statements, by Jinja's grammar with the tags that dbt has.</summary>
internal sealed partial class Parser
{
    private const int DepthMax = 200;

    private readonly IReadOnlyList<Token> _tokens;
    private readonly string _path;
    private readonly Stack<Token> _open = new();
    private int _at;
    private int _depth;
    private int _loops;

    private Parser(IReadOnlyList<Token> tokens, string path) => (_tokens, _path) = (tokens, path);

    private Token Current => _tokens[_at];

    /// <summary>The statements of a template.</summary>
    /// <exception cref="JinjaException">The text is no template.</exception>
    public static IReadOnlyList<Statement> Parse(string text, string path)
    {
        var parser = new Parser(Lexer.Read(text, path), path);
        return parser.Statements([]);
    }

    /// <summary>Statements up to the end, or up to a tag with one of the names, whose name is then the current token.</summary>
    private IReadOnlyList<Statement> Statements(ReadOnlySpan<string> ends)
    {
        var body = new List<Statement>();
        while (true)
        {
            var token = Current;
            if (token.Kind == TokenKind.End)
                return ends.Length == 0 ? body : throw NotClosed();
            _at++;
            if (token.Kind == TokenKind.Data)
                body.Add(new Statement.Text(token.Text, token.Place));
            else if (token.Kind == TokenKind.PrintBegin)
                body.Add(Print(token));
            else if (Current.Kind == TokenKind.Name && ends.Contains(Current.Text))
                return body;
            else
                body.Add(Tag());
        }
    }

    private Statement.Print Print(Token open)
    {
        var value = TupleOrOne();
        Expect(TokenKind.PrintEnd, "'}}'");
        return new Statement.Print(value, open.Place);
    }

    private Statement Tag()
    {
        var tag = Current;
        if (tag.Kind != TokenKind.Name)
            throw Fault($"A tag starts with its name, not with {tag.Told}.");
        _at++;
        _open.Push(tag);
        Deeper();
        var statement = Statement(tag) ?? throw UnknownTag(tag);
        _depth--;
        _open.Pop();
        Expect(TokenKind.BlockEnd, "'%}'");
        return statement;
    }

    /// <summary>The body of a tag up to one of the ends; the end's name is taken and returned.</summary>
    private (IReadOnlyList<Statement> Body, string End) Body(params ReadOnlySpan<string> ends)
    {
        if (Current.IsOperator(":"))
            _at++;
        Expect(TokenKind.BlockEnd, "'%}'");
        var body = Statements(ends);
        return (body, _tokens[_at++].Text);
    }

    private bool Skip(string op)
    {
        var there = Current.IsOperator(op);
        _at += there ? 1 : 0;
        return there;
    }

    private bool SkipName(string name)
    {
        var there = Current.IsName(name);
        _at += there ? 1 : 0;
        return there;
    }

    private void Expect(TokenKind kind, string told)
    {
        if (Current.Kind != kind)
            throw Fault($"{told} is needed here, not {Current.Told}.");
        _at++;
    }

    private void ExpectOperator(string op)
    {
        if (!Skip(op))
            throw Fault($"'{op}' is needed here, not {Current.Told}.");
    }

    private string ExpectName()
    {
        if (Current.Kind != TokenKind.Name)
            throw Fault($"A name is needed here, not {Current.Told}.");
        return _tokens[_at++].Text;
    }

    private void ExpectWord(string word)
    {
        if (!SkipName(word))
            throw Fault($"'{word}' is needed here, not {Current.Told}.");
    }

    private void Deeper()
    {
        if (++_depth > DepthMax || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Fault($"This is nested more than {DepthMax} deep.");
    }

    private JinjaException Fault(string what) => new(what, _path, Current.Place);

    private JinjaException NotClosed()
    {
        var open = _open.Peek();
        return new JinjaException($"'{open.Text}' is not closed: {{% end{open.Text} %}} is missing.", _path, open.Place);
    }

    private JinjaException UnknownTag(Token tag)
    {
        _open.Pop();
        var inside = _open.TryPeek(out var open) ? $" The innermost open tag is '{open.Text}' in line {open.Place.Line}." : "";
        return new JinjaException($"There is no tag '{tag.Text}'{(tag.Text.StartsWith("end", StringComparison.Ordinal) ? " to close" : "")} here.{inside}", _path, tag.Place);
    }
}
