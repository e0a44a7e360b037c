using System.Globalization;

namespace Tarn.DuckDb;

/// <summary>A type of DuckDB, whole: with its fields, elements, digits and labels. Two types are equal when they are written the same.</summary>
public abstract partial record DuckDbType
{
    private DuckDbType()
    {
    }

    /// <summary>The type as SQL writes it.</summary>
    public sealed override string ToString() => Sql;

    /// <summary>The type as SQL writes it.</summary>
    protected abstract string Sql { get; }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Listed(IEnumerable<DuckDbColumn> fields) => string.Join(", ", fields.Select(f => f.Name.Length == 0 ? $"{f.Type}" : $"{Quoted(f.Name)} {f.Type}"));

    /// <summary>A type that has no parts.</summary>
    /// <param name="Kind">Which one.</param>
    public sealed record Scalar(DuckDbScalar Kind) : DuckDbType
    {
        /// <summary>The name that a type goes by when it is more than its kind: JSON is a VARCHAR. Null for none.</summary>
        public string? Alias { get; init; }

        /// <inheritdoc/>
        protected override string Sql => Alias ?? Kind switch
        {
            DuckDbScalar.TimestampTz => "TIMESTAMP WITH TIME ZONE",
            DuckDbScalar.TimeTz => "TIME WITH TIME ZONE",
            DuckDbScalar.TimestampS => "TIMESTAMP_S",
            DuckDbScalar.TimestampMs => "TIMESTAMP_MS",
            DuckDbScalar.TimestampNs => "TIMESTAMP_NS",
            DuckDbScalar.TimestampTzNs => "TIMESTAMPTZ_NS",
            DuckDbScalar.TimeNs => "TIME_NS",
            DuckDbScalar.SqlNull => "\"NULL\"",
            _ => Kind.ToString().ToUpperInvariant(),
        };
    }

    /// <summary>A number of fixed digits.</summary>
    /// <param name="Width">All digits, 1 to 38.</param>
    /// <param name="Scale">Those after the point.</param>
    public sealed record Decimal(int Width, int Scale) : DuckDbType
    {
        /// <inheritdoc/>
        protected override string Sql => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({Width},{Scale})");
    }

    /// <summary>One of a closed list of labels.</summary>
    /// <param name="Values">The labels in their order.</param>
    public sealed record Enum(IReadOnlyList<string> Values) : DuckDbType
    {
        /// <inheritdoc/>
        protected override string Sql => $"ENUM({string.Join(", ", Values.Select(v => $"'{v.Replace("'", "''", StringComparison.Ordinal)}'"))})";

        /// <inheritdoc/>
        public bool Equals(Enum? other) => other is not null && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => Sql.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Any number of elements.</summary>
    /// <param name="Element">The type of each.</param>
    public sealed record List(DuckDbType Element) : DuckDbType
    {
        /// <inheritdoc/>
        protected override string Sql => $"{Element}[]";
    }

    /// <summary>A fixed number of elements.</summary>
    /// <param name="Element">The type of each.</param>
    /// <param name="Size">How many.</param>
    public sealed record Array(DuckDbType Element, int Size) : DuckDbType
    {
        /// <inheritdoc/>
        protected override string Sql => string.Create(CultureInfo.InvariantCulture, $"{Element}[{Size}]");
    }

    /// <summary>Values by keys.</summary>
    /// <param name="Key">The keys, never null.</param>
    /// <param name="Value">The values.</param>
    public sealed record Map(DuckDbType Key, DuckDbType Value) : DuckDbType
    {
        /// <inheritdoc/>
        protected override string Sql => $"MAP({Key}, {Value})";
    }

    /// <summary>Named fields. Those of row(...) have empty names.</summary>
    /// <param name="Fields">The fields in order.</param>
    public sealed record Struct(IReadOnlyList<DuckDbColumn> Fields) : DuckDbType
    {
        /// <inheritdoc/>
        protected override string Sql => $"STRUCT({Listed(Fields)})";

        /// <inheritdoc/>
        public bool Equals(Struct? other) => other is not null && Fields.SequenceEqual(other.Fields);

        /// <inheritdoc/>
        public override int GetHashCode() => Sql.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>One of several members, and which.</summary>
    /// <param name="Members">The members in order.</param>
    public sealed record Union(IReadOnlyList<DuckDbColumn> Members) : DuckDbType
    {
        /// <inheritdoc/>
        protected override string Sql => $"UNION({Listed(Members)})";

        /// <inheritdoc/>
        public bool Equals(Union? other) => other is not null && Members.SequenceEqual(other.Members);

        /// <inheritdoc/>
        public override int GetHashCode() => Sql.GetHashCode(StringComparison.Ordinal);
    }
}
