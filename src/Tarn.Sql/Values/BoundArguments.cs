namespace Tarn.Sql.Values;

/// <summary>Arguments by the place of their parameter.</summary>
public sealed class BoundArguments
{
    private readonly object?[] _values;
    private readonly bool[] _given;

    internal BoundArguments(object?[] values, bool[] given, IReadOnlyList<object?> rest, JinjaDict extra) =>
        (_values, _given, Rest, Extra) = (values, given, rest, extra);

    /// <summary>Where the call is written: <c>models/a.sql:3:9</c>; empty when the host calls.</summary>
    public string Where { get; internal init; } = "";

    /// <summary>Arguments without a name beyond the parameters.</summary>
    public IReadOnlyList<object?> Rest { get; }

    /// <summary>Arguments with a name that is no parameter.</summary>
    public JinjaDict Extra { get; }

    /// <summary>The argument of a parameter; null when it was left out.</summary>
    public object? this[int index] => _values[index];

    /// <summary>True when the argument was given.</summary>
    public bool Has(int index) => _given[index];

    /// <summary>The argument, or something else when it was left out.</summary>
    public object? Or(int index, object? otherwise) => _given[index] ? _values[index] : otherwise;

    /// <summary>The argument as text, as printing gives it.</summary>
    public string Text(int index, string otherwise = "") => _given[index] ? PythonText.Str(_values[index]) : otherwise;

    /// <summary>The argument as text; null when it was left out or is none.</summary>
    public string? TextOrNull(int index) => _given[index] && _values[index] is not null ? PythonText.Str(_values[index]) : null;

    /// <summary>The argument as a whole number.</summary>
    /// <exception cref="JinjaException">It is something else.</exception>
    public long Int(int index, long otherwise = 0) => _given[index] ? PythonMath.Index(_values[index]) : otherwise;

    /// <summary>The argument as a whole number; null when it was left out or is none.</summary>
    public long? IntOrNull(int index) => _given[index] && _values[index] is not null ? PythonMath.Index(_values[index]) : null;

    /// <summary>Whether the argument counts as true.</summary>
    public bool Flag(int index, bool otherwise = false) => _given[index] ? PythonOrder.IsTrue(_values[index]) : otherwise;
}
