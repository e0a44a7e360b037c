namespace Tarn.Sources.Json;

/// <summary>The kinds of values seen at one place.</summary>
[Flags]
internal enum ShapeKinds
{
    /// <summary>Null, or nothing.</summary>
    None = 0,

    /// <summary>true or false.</summary>
    Boolean = 1,

    /// <summary>A whole number of 64 bits.</summary>
    Long = 2,

    /// <summary>A whole number beyond 2^53, which a double does not hold to the digit.</summary>
    Wide = 4,

    /// <summary>A whole number beyond 64 bits, of up to 38 digits.</summary>
    Decimal = 8,

    /// <summary>A number with a fraction or an exponent.</summary>
    Double = 16,

    /// <summary>Text.</summary>
    String = 32,

    /// <summary>A list.</summary>
    List = 64,

    /// <summary>An object.</summary>
    Struct = 128,

    /// <summary>What goes with nothing: too long a number, too deep a nesting.</summary>
    Other = 256,
}
