using System.Numerics;

namespace Tarn.DuckDb.Columns;

/// <summary>BIGNUM: integers of any length.</summary>
public sealed class BignumColumn : ColumnReader
{
    private const int HeaderBytes = 3;

    internal BignumColumn(ColumnSource source)
        : base(source)
    {
    }

    /// <summary>A row's number; zero where it is null.</summary>
    public BigInteger this[int row] => IsNull(row) ? default : Number(StringCell.Of(Vector, row));

    private protected override object Read(int row) => this[row];

    /// <summary>Three bytes of length, whose highest bit is set for numbers not negative, then the magnitude; all bits are turned over for negative ones.</summary>
    internal static BigInteger Number(ReadOnlySpan<byte> stored)
    {
        if ((stored[0] & 0x80) != 0)
            return new BigInteger(stored[HeaderBytes..], isUnsigned: true, isBigEndian: true);
        var turned = new byte[stored.Length - HeaderBytes];
        for (var i = 0; i < turned.Length; i++)
            turned[i] = (byte)~stored[i + HeaderBytes];
        return -new BigInteger(turned, isUnsigned: true, isBigEndian: true);
    }
}
