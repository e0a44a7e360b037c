using System.Numerics;

namespace Tarn.Iceberg.Types;

/// <summary>
/// The order of values of one primitive type, held as <see cref="IcebergType"/> tells. Text by code points, which is the order of its
/// UTF-8 bytes; bytes and UUIDs unsigned from the left; NaN equals itself and is greater than every number; -0.0 equals 0.0.
/// </summary>
public static class ValueOrder
{
    /// <summary>Less than 0, 0 or greater than 0.</summary>
    /// <exception cref="IcebergException">Invalid: the values are not of one type that has an order.</exception>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (int a, int b) => a.CompareTo(b),
        (long a, long b) => a.CompareTo(b),
        (string a, string b) => CompareText(a, b),
        (double a, double b) => CompareNumbers(a, b),
        (float a, float b) => CompareNumbers(a, b),
        (BigInteger a, BigInteger b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        (Guid a, Guid b) => a.CompareTo(b),
        _ => throw new IcebergException(IcebergFault.Invalid, $"{left.GetType().Name} and {right.GetType().Name} have no common order."),
    };

    /// <summary>Whether the value is NaN.</summary>
    public static bool IsNan(object value) => value is double.NaN or float.NaN;

    private static int CompareNumbers(double a, double b)
    {
        if (a < b)
            return -1;
        if (a > b)
            return 1;
        return double.IsNaN(a).CompareTo(double.IsNaN(b));
    }

    /// <summary>UTF-16 puts the code points above U+FFFF, as surrogates, before U+E000; UTF-8 and code points do not.</summary>
    private static int CompareText(string a, string b)
    {
        var shared = a.AsSpan().CommonPrefixLength(b);
        if (shared == a.Length || shared == b.Length)
            return a.Length.CompareTo(b.Length);
        return Rank(a[shared]).CompareTo(Rank(b[shared]));
    }

    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
