namespace Tarn.Sql.Syntax;

internal sealed partial class Lexer
{
    private static readonly string[] Operators =
    [
        "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";",
    ];

    private void ReadTag(int open, char kind)
    {
        Add(kind == '{' ? TokenKind.PrintBegin : TokenKind.BlockBegin, _text.Substring(open, 2), open);
        var close = kind == '{' ? "}}" : "%}";
        _brackets.Clear();
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length)
                throw Fault($"This tag is not closed: '{close}' is missing.", open);
            if (_brackets.Count == 0 && TryClose(kind, close))
                return;
            ReadToken();
        }
    }

    private bool TryClose(char kind, string close)
    {
        var signed = CharAt(_at) == '-' || (CharAt(_at) == '+' && kind == '%');
        var at = _at + (signed ? 1 : 0);
        if (string.CompareOrdinal(_text, at, close, 0, 2) != 0)
            return false;
        Add(kind == '{' ? TokenKind.PrintEnd : TokenKind.BlockEnd, close, _at);
        var strips = CharAt(_at) == '-';
        _at = at + 2;
        if (strips)
            SkipBlanks();
        return true;
    }

    private void ReadToken()
    {
        var c = _text[_at];
        if (char.IsLetter(c) || c == '_')
            Take(TokenKind.Name, NameEnd(_at));
        else if (char.IsAsciiDigit(c))
            ReadNumber();
        else if (c is '\'' or '"')
            ReadString(c);
        else
            ReadOperator();
    }

    private void Take(TokenKind kind, int end)
    {
        Add(kind, _text[_at..end], _at);
        _at = end;
    }

    private int NameEnd(int at)
    {
        while (char.IsLetterOrDigit(CharAt(at)) || CharAt(at) == '_')
            at++;
        return at;
    }

    private void ReadNumber()
    {
        if (CharAt(_at) == '0' && CharAt(_at + 1) is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
        {
            Take(TokenKind.Integer, NameEnd(_at));
            return;
        }
        var end = DigitsEnd(_at);
        var whole = end;
        var afterDot = _at > 0 && _text[_at - 1] == '.';
        if (!afterDot && CharAt(end) == '.' && char.IsAsciiDigit(CharAt(end + 1)))
            end = DigitsEnd(end + 1);
        var exponent = end + (CharAt(end + 1) is '+' or '-' ? 2 : 1);
        if (!afterDot && CharAt(end) is 'e' or 'E' && char.IsAsciiDigit(CharAt(exponent)))
            end = DigitsEnd(exponent);
        Take(end == whole ? TokenKind.Integer : TokenKind.Float, end);
    }

    private int DigitsEnd(int at)
    {
        while (char.IsAsciiDigit(CharAt(at)) || (CharAt(at) == '_' && char.IsAsciiDigit(CharAt(at + 1))))
            at++;
        return at;
    }

    private void ReadString(char quote)
    {
        var end = _at + 1;
        while (end < _text.Length && _text[end] != quote)
            end += _text[end] == '\\' ? 2 : 1;
        if (end >= _text.Length)
            throw Fault($"This text is not closed: {quote} is missing.", _at);
        Add(TokenKind.String, Escapes.Resolve(_text[(_at + 1)..end]) ?? throw Fault("This text has a '\\' that escapes nothing known.", _at), _at);
        _at = end + 1;
    }

    private void ReadOperator()
    {
        var op = Array.Find(Operators, o => string.CompareOrdinal(_text, _at, o, 0, o.Length) == 0)
            ?? throw Fault($"'{_text[_at]}' means nothing here.", _at);
        var c = op[0];
        if (c is '(' or '[' or '{')
            _brackets.Push((c switch { '(' => ')', '[' => ']', _ => '}' }, _at));
        else if (c is ')' or ']' or '}')
            CloseBracket(c);
        Take(TokenKind.Operator, _at + op.Length);
    }

    private void CloseBracket(char c)
    {
        if (!_brackets.TryPop(out var open))
            throw Fault($"'{c}' closes nothing.", _at);
        if (open.Close != c)
            throw Fault($"'{c}' stands where '{open.Close}' is needed.", _at);
    }
}
