namespace Tarn.Iceberg.Partitions;

/// <summary>How a partition value is made from a column (spec, "Partition Transforms"). Closed.</summary>
public abstract record Transform
{
    private Transform() { }

    /// <summary>The value itself.</summary>
    public sealed record Identity : Transform;

    /// <summary>Murmur3 hash modulo <paramref name="Count"/>.</summary>
    public sealed record Bucket(int Count) : Transform;

    /// <summary>Cut to <paramref name="Width"/>: code points of text, bytes of binary, a multiple for numbers.</summary>
    public sealed record Truncate(int Width) : Transform;

    /// <summary>Years since 1970.</summary>
    public sealed record Year : Transform;

    /// <summary>Months since 1970-01.</summary>
    public sealed record Month : Transform;

    /// <summary>Days since 1970-01-01.</summary>
    public sealed record Day : Transform;

    /// <summary>Hours since 1970-01-01T00.</summary>
    public sealed record Hour : Transform;

    /// <summary>Always null: a dropped field of a version 1 table.</summary>
    public sealed record Void : Transform;

    /// <summary>A transform that this program does not know. It can be read, never written to, and prunes nothing.</summary>
    public sealed record Unknown(string Text) : Transform;
}
