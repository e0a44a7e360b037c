namespace Tarn.Sql.Values;

/// <summary>Truth, equality and order of values as Python has them.</summary>
public static class PythonOrder
{
    internal static IEqualityComparer<object> Keys { get; } = new KeyComparer();

    /// <summary>Whether a value counts as true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or JinjaUndefined => false,
        bool b => b,
        long n => n != 0,
        double d => d != 0,
        string s => s.Length > 0,
        JinjaList list => list.Items.Count > 0,
        JinjaTuple tuple => tuple.Items.Count > 0,
        JinjaDict map => map.Count > 0,
        _ => true,
    };

    /// <summary>Whether two values are equal: numbers by worth, text by its characters, lists, tuples and dicts by their items.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (JinjaUndefined, JinjaUndefined) => true,
        (string a, string b) => a == b,
        (JinjaList a, JinjaList b) => SameItems(a.Items.ToList(), b.Items.ToList()),
        (JinjaTuple a, JinjaTuple b) => SameItems(a.Items, b.Items),
        (JinjaDict a, JinjaDict b) => a.Count == b.Count && a.Entries.All(e => b.TryGet(e.Key, out var other) && AreEqual(e.Value, other)),
        _ when PythonMath.IsNumber(left) && PythonMath.IsNumber(right) => PythonMath.CompareNumbers(left, right) == 0,
        _ => ReferenceEquals(left, right),
    };

    /// <summary>Less than 0, 0, or more than 0 as the left comes before, with or after the right.</summary>
    /// <exception cref="JinjaException">The two have no order: text and a number, none and anything.</exception>
    public static int Compare(object? left, object? right)
    {
        PythonMath.RefuseUndefined(left, right);
        return (left, right) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (JinjaList a, JinjaList b) => CompareItems(a.Items.ToList(), b.Items.ToList()),
            (JinjaTuple a, JinjaTuple b) => CompareItems(a.Items, b.Items),
            _ when PythonMath.IsNumber(left) && PythonMath.IsNumber(right) => PythonMath.CompareNumbers(left, right),
            _ => throw new JinjaException($"A {PythonText.TypeName(left)} and a {PythonText.TypeName(right)} have no order."),
        };
    }

    internal static int Hash(object? value) => value switch
    {
        null or JinjaUndefined => 0,
        bool b => (b ? 1.0 : 0.0).GetHashCode(),
        long n => ((double)n).GetHashCode(),
        double d => d.GetHashCode(),
        string s => StringComparer.Ordinal.GetHashCode(s),
        JinjaTuple tuple => tuple.Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, Hash(item))),
        _ => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
    };

    private static bool SameItems(IReadOnlyList<object?> a, IReadOnlyList<object?> b) =>
        a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second));

    private static int CompareItems(IReadOnlyList<object?> a, IReadOnlyList<object?> b)
    {
        foreach (var (left, right) in a.Zip(b).Where(pair => !AreEqual(pair.First, pair.Second)))
            return Compare(left, right);
        return a.Count.CompareTo(b.Count);
    }

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        bool IEqualityComparer<object>.Equals(object? x, object? y) => AreEqual(x, y);

        int IEqualityComparer<object>.GetHashCode(object obj) => Hash(obj);
    }
}
