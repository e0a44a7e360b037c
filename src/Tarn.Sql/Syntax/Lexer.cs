namespace Tarn.Sql.Syntax;

/// <summary>Cuts a template into tokens, by Jinja's rules with its default delimiters, keeping all whitespace that no '-' takes away.</summary>
internal sealed partial class Lexer
{
    private readonly string _text;
    private readonly string _path;
    private readonly int[] _lines;
    private readonly List<Token> _tokens = [];
    private readonly Stack<(char Close, int At)> _brackets = new();
    private int _at;

    private Lexer(string text, string path)
    {
        _path = path;
        _text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (_text.EndsWith('\n'))
            _text = _text[..^1];
        _lines = [0, .. Enumerable.Range(0, _text.Length).Where(i => _text[i] == '\n').Select(i => i + 1)];
    }

    /// <summary>The tokens of a template, the last of them <see cref="TokenKind.End"/>. Comments are left out.</summary>
    /// <exception cref="JinjaException">A tag, a comment or a text in quotes is not closed, or a character means nothing.</exception>
    public static IReadOnlyList<Token> Read(string text, string path)
    {
        var lexer = new Lexer(text, path);
        while (lexer._at < lexer._text.Length)
            lexer.ReadDataAndTag();
        lexer.Add(TokenKind.End, "", lexer._text.Length);
        return lexer._tokens;
    }

    private void ReadDataAndTag()
    {
        var open = NextTag();
        if (open < 0)
        {
            AddData(_at, _text.Length);
            _at = _text.Length;
            return;
        }
        var kind = _text[open + 1];
        var sign = CharAt(open + 2);
        AddData(_at, sign == '-' ? BlanksBefore(_at, open) : open);
        _at = open + (sign is '-' or '+' ? 3 : 2);
        if (kind == '#')
            SkipComment(open);
        else if (kind == '%' && TryReadRaw(open))
            return;
        else
            ReadTag(open, kind);
    }

    /// <summary>Where the next <c>{{</c>, <c>{%</c> or <c>{#</c> is; -1 when there is none.</summary>
    private int NextTag()
    {
        for (var i = _text.IndexOf('{', _at); i >= 0 && i + 1 < _text.Length; i = _text.IndexOf('{', i + 1))
            if (_text[i + 1] is '{' or '%' or '#')
                return i;
        return -1;
    }

    private void SkipComment(int open)
    {
        var end = _text.IndexOf("#}", open + 2, StringComparison.Ordinal);
        if (end < 0)
            throw Fault("This comment is not closed: '#}' is missing.", open);
        _at = end + 2;
        if (end > open + 2 && _text[end - 1] == '-')
            SkipBlanks();
    }

    private bool TryReadRaw(int open)
    {
        var end = WordTagEnd(_at, "raw");
        if (end < 0)
            return false;
        var strips = _text[end - 3] == '-';
        _at = end;
        if (strips)
            SkipBlanks();
        for (var i = _text.IndexOf("{%", _at, StringComparison.Ordinal); i >= 0; i = _text.IndexOf("{%", i + 2, StringComparison.Ordinal))
        {
            var sign = CharAt(i + 2);
            var close = WordTagEnd(i + (sign is '-' or '+' ? 3 : 2), "endraw");
            if (close < 0)
                continue;
            AddData(_at, sign == '-' ? BlanksBefore(_at, i) : i);
            _at = close;
            if (_text[close - 3] == '-')
                SkipBlanks();
            return true;
        }
        throw Fault("This raw block is not closed: '{% endraw %}' is missing.", open);
    }

    /// <summary>The place after a tag that holds one word and nothing else, from after its opening; -1 when it is another tag.</summary>
    private int WordTagEnd(int from, string word)
    {
        var at = AfterBlanks(from);
        if (string.CompareOrdinal(_text, at, word, 0, word.Length) != 0)
            return -1;
        at = AfterBlanks(at + word.Length);
        at += CharAt(at) is '-' or '+' ? 1 : 0;
        return CharAt(at) == '%' && CharAt(at + 1) == '}' ? at + 2 : -1;
    }

    private void AddData(int from, int to)
    {
        if (to > from)
            _tokens.Add(new Token(TokenKind.Data, _text[from..to], PlaceOf(from)));
    }

    private void Add(TokenKind kind, string text, int at) => _tokens.Add(new Token(kind, text, PlaceOf(at)));

    private char CharAt(int at) => at < _text.Length ? _text[at] : '\0';

    private void SkipBlanks() => _at = AfterBlanks(_at);

    private int AfterBlanks(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
            at++;
        return at;
    }

    private int BlanksBefore(int from, int to)
    {
        while (to > from && char.IsWhiteSpace(_text[to - 1]))
            to--;
        return to;
    }

    private Place PlaceOf(int at)
    {
        var line = Array.BinarySearch(_lines, at);
        line = line < 0 ? ~line - 1 : line;
        return new Place(line + 1, at - _lines[line] + 1);
    }

    private JinjaException Fault(string what, int at) => new(what, _path, PlaceOf(at));
}
