namespace Tarn.Sql.Values;

/// <summary>
/// The parameters of a function of the host, read from a short text: names with spaces between; <c>name?</c> may be left out, <c>*</c> takes
/// all further arguments without a name and <c>**</c> those with one.
/// </summary>
public sealed class Signature
{
    private readonly string[] _names;
    private readonly int _required;
    private readonly bool _takesRest;
    private readonly bool _takesExtra;

    private Signature(string[] words)
    {
        var names = words.Where(w => w is not ("*" or "**")).ToList();
        _names = [.. names.Select(n => n.TrimEnd('?'))];
        _required = names.Count(n => !n.EndsWith('?'));
        _takesRest = words.Contains("*", StringComparer.Ordinal);
        _takesExtra = words.Contains("**", StringComparer.Ordinal);
    }

    /// <summary>Reads a signature.</summary>
    public static Signature Parse(string parameters) => new(parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Gives each argument to its parameter.</summary>
    /// <exception cref="JinjaException">An argument is missing, given twice, or not a parameter.</exception>
    public BoundArguments Bind(string function, JinjaArguments arguments)
    {
        var values = new object?[_names.Length];
        var given = new bool[_names.Length];
        var direct = Math.Min(arguments.Positional.Count, _names.Length);
        for (var i = 0; i < direct; i++)
            (values[i], given[i]) = (arguments.Positional[i], true);
        if (arguments.Positional.Count > _names.Length && !_takesRest)
            throw new JinjaException($"{function}() takes at most {_names.Length} arguments but got {arguments.Positional.Count}.");
        var extra = new JinjaDict();
        foreach (var (name, value) in arguments.Named)
            BindNamed(function, name, value, (values, given, extra));
        var missing = Enumerable.Range(0, _required).Where(i => !given[i]).Select(i => $"'{_names[i]}'").ToList();
        if (missing.Count > 0)
            throw new JinjaException($"{function}() is missing its argument {string.Join(" and ", missing)}.");
        return new BoundArguments(values, given, [.. arguments.Positional.Skip(_names.Length)], extra)
        {
            Where = arguments.Path is null ? "" : $"{arguments.Path}:{arguments.Place.Line}:{arguments.Place.Column}",
        };
    }

    private void BindNamed(string function, string name, object? value, (object?[] Values, bool[] Given, JinjaDict Extra) into)
    {
        var at = Array.IndexOf(_names, name);
        if (at < 0 && !_takesExtra)
            throw new JinjaException($"{function}() has no argument '{name}'.");
        if (at < 0)
            into.Extra[name] = value;
        else if (into.Given[at])
            throw new JinjaException($"{function}() got its argument '{name}' twice.");
        else
            (into.Values[at], into.Given[at]) = (value, true);
    }
}
