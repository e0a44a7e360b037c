using System.Text.RegularExpressions;

namespace Tarn.Contracts;

/// <summary>The type of a promised column: one of ten, written as in SQL.</summary>
public abstract partial record ContractType
{
    /// <summary>What may be written, for messages.</summary>
    public const string Spellings = "bigint, double, text, date, timestamp, timestamptz, boolean, decimal(p,s), uuid, json";

    /// <summary>What may be written, as a regular expression that both .NET and ECMAScript read.</summary>
    public const string Pattern =
        @"^(bigint|double|text|date|timestamp|timestamptz|boolean|uuid|json|decimal\([0-9]{1,2},\s*[0-9]{1,2}\))$";

    private ContractType() { }

    /// <summary>Reads a spelling; null when it is none of them, or a decimal with more than 38 digits or more decimals than digits.</summary>
    public static ContractType? TryParse(string text) => text switch
    {
        "bigint" => new BigInt(),
        "double" => new Double(),
        "text" => new Text(),
        "date" => new Date(),
        "timestamp" => new Timestamp(),
        "timestamptz" => new TimestampTz(),
        "boolean" => new Boolean(),
        "uuid" => new Uuid(),
        "json" => new Json(),
        _ => TryParseDecimal(text),
    };

    /// <summary>Reads a spelling.</summary>
    /// <exception cref="TarnException">Invalid: it is none of them.</exception>
    public static ContractType Parse(string text) =>
        TryParse(text) ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "contract.type", $"'{text}' is not a type.", Next: $"Write one of: {Spellings}."));

    private static Decimal? TryParseDecimal(string text)
    {
        var match = DecimalShape().Match(text);
        if (!match.Success)
            return null;
        var (precision, scale) = (int.Parse(match.Groups[1].ValueSpan), int.Parse(match.Groups[2].ValueSpan));
        return precision is >= 1 and <= 38 && scale <= precision ? new Decimal(precision, scale) : null;
    }

    [GeneratedRegex(@"\Adecimal\(([0-9]{1,2}),\s*([0-9]{1,2})\)\z", RegexOptions.None, 1000)]
    private static partial Regex DecimalShape();

    /// <summary>A whole number of 64 bits.</summary>
    public sealed record BigInt : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "bigint";
    }

    /// <summary>A floating-point number of 64 bits.</summary>
    public sealed record Double : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "double";
    }

    /// <summary>Unicode text.</summary>
    public sealed record Text : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "text";
    }

    /// <summary>A day.</summary>
    public sealed record Date : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "date";
    }

    /// <summary>A local time, microseconds.</summary>
    public sealed record Timestamp : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "timestamp";
    }

    /// <summary>An instant, microseconds.</summary>
    public sealed record TimestampTz : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "timestamptz";
    }

    /// <summary>True or false.</summary>
    public sealed record Boolean : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "boolean";
    }

    /// <summary>An exact number.</summary>
    /// <param name="Precision">Digits in all, 1 to 38.</param>
    /// <param name="Scale">Digits after the point, 0 to the precision.</param>
    public sealed record Decimal(int Precision, int Scale) : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => $"decimal({Precision},{Scale})";
    }

    /// <summary>A UUID.</summary>
    public sealed record Uuid : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "uuid";
    }

    /// <summary>A JSON value, kept as text.</summary>
    public sealed record Json : ContractType
    {
        /// <inheritdoc/>
        public override string ToString() => "json";
    }
}
