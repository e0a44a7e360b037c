namespace Tarn.Sources.Plain;

/// <summary>The kinds of values that are not made of others.</summary>
internal enum PlainKind
{
    /// <summary>Nulls alone.</summary>
    Null,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Whole numbers.</summary>
    Long,

    /// <summary>Numbers.</summary>
    Double,

    /// <summary>true and false.</summary>
    Boolean,
}
