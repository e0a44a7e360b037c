namespace Tarn.Iceberg.Deletes;

/// <summary>The part of a roaring bitmap whose positions have their upper bits in common: a set of 16-bit numbers.</summary>
internal abstract class PositionContainer
{
    /// <summary>More numbers than this lie in a bitmap, fewer in a list (Roaring format, "General layout").</summary>
    public const int ListedMax = 4096;

    /// <summary>How many numbers a container can hold.</summary>
    public const int Span = 1 << 16;

    /// <summary>Numbers in it.</summary>
    public abstract int Count { get; }

    /// <summary>About the memory it takes.</summary>
    public abstract int Bytes { get; }

    /// <summary>Whether the number is in it.</summary>
    public abstract bool Contains(ushort value);

    /// <summary>Writes false for each number in it; <paramref name="live"/> begins at the number <paramref name="first"/>.</summary>
    public abstract void Clear(int first, Span<bool> live);

    /// <summary>The numbers, ascending.</summary>
    public abstract IEnumerable<ushort> Values();
}
