using System.Globalization;
using System.Text;

namespace Tarn.Sql.Values;

/// <summary>Values as Python's <c>json.dumps</c> writes them.</summary>
internal sealed class JsonText(bool sortKeys, int? indent, bool forHtml)
{
    private readonly StringBuilder _text = new();

    public string Write(object? value)
    {
        Write(value, 0);
        return _text.ToString();
    }

    private void Write(object? value, int depth)
    {
        if (depth > 100)
            throw new JinjaException("This value contains itself, or is nested more than 100 deep.");
        PythonMath.RefuseUndefined(value);
        switch (value)
        {
            case null: _text.Append("null"); break;
            case bool b: _text.Append(b ? "true" : "false"); break;
            case string s: Quoted(s); break;
            case long or double: _text.Append(PythonText.Repr(value)); break;
            case JinjaDict map: Entries(map, depth); break;
            case JinjaList or JinjaTuple: Items(PythonItems.Of(value), depth); break;
            default: throw new JinjaException($"A {PythonText.TypeName(value)} cannot be written as JSON.");
        }
    }

    private void Items(IReadOnlyList<object?> items, int depth)
    {
        _text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            Break(i > 0, depth + 1);
            Write(items[i], depth + 1);
        }
        Close(']', items.Count > 0, depth);
    }

    private void Entries(JinjaDict map, int depth)
    {
        var entries = sortKeys ? map.Entries.OrderBy(e => e.Key, Comparer<object?>.Create(PythonOrder.Compare)) : map.Entries;
        _text.Append('{');
        var any = false;
        foreach (var (key, value) in entries)
        {
            Break(any, depth + 1);
            Quoted(key is string s ? s : new JsonText(false, null, false).Write(key));
            _text.Append(": ");
            Write(value, depth + 1);
            any = true;
        }
        Close('}', any, depth);
    }

    private void Break(bool comma, int depth)
    {
        _text.Append(comma ? "," : "");
        if (indent is { } size)
            _text.Append('\n').Append(' ', size * depth);
        else
            _text.Append(comma ? " " : "");
    }

    private void Close(char bracket, bool any, int depth)
    {
        if (any && indent is { } size)
            _text.Append('\n').Append(' ', size * depth);
        _text.Append(bracket);
    }

    private void Quoted(string value)
    {
        _text.Append('"');
        foreach (var c in value)
            _text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                '<' or '>' or '&' or '\'' when forHtml => Escaped(c),
                _ when c is < ' ' or > '~' => Escaped(c),
                _ => c.ToString(),
            });
        _text.Append('"');
    }

    private static string Escaped(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);
}
