namespace Tarn.Sources.Json;

/// <summary>What the values of a column are, as the records show. Closed. Text is never guessed to be a date or a number.</summary>
public abstract record ShapeType
{
    private ShapeType() { }

    /// <summary>Null and nothing else was seen.</summary>
    public sealed record Null : ShapeType;

    /// <summary>true and false.</summary>
    public sealed record Boolean : ShapeType;

    /// <summary>Whole numbers of 64 bits.</summary>
    public sealed record Long : ShapeType;

    /// <summary>Whole numbers of up to 38 digits: decimal(38,0).</summary>
    public sealed record Decimal : ShapeType;

    /// <summary>Numbers, some with a fraction or an exponent. None that a double would not hold to the digit is a whole number beyond 2^53.</summary>
    public sealed record Double : ShapeType;

    /// <summary>Text.</summary>
    public sealed record String : ShapeType;

    /// <summary>Lists.</summary>
    /// <param name="Element">What is in them; Null when all were empty.</param>
    public sealed record List(ShapeType Element) : ShapeType;

    /// <summary>Objects.</summary>
    /// <param name="Fields">Their members in the order first seen; no two names are alike, letter case aside, and none is empty.</param>
    public sealed record Struct(IReadOnlyList<ShapeField> Fields) : ShapeType
    {
        /// <summary>Two are equal when their fields are, in order.</summary>
        public bool Equals(Struct? other) => other is not null && Fields.SequenceEqual(other.Fields);

        /// <inheritdoc/>
        public override int GetHashCode() => Fields.Aggregate(Fields.Count, HashCode.Combine);
    }

    /// <summary>
    /// Values of kinds that do not go together, kept as text: texts as they are, anything else as its JSON. Text and numbers, doubles and whole numbers beyond 2^53, whole
    /// numbers of more than 38 digits, numbers beyond what a double holds, objects with members that differ only in case, without name or more than <see cref="JsonShape.FieldsMax"/>, and what is nested deeper
    /// than <see cref="JsonShape.DepthMax"/>.
    /// </summary>
    public sealed record Json : ShapeType;
}
