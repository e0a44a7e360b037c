namespace Tarn.Iceberg.Avro;

/// <summary>An Avro 1.11 schema with the attributes that Iceberg adds (spec, Appendix A, "Avro"). Closed.</summary>
internal abstract record AvroSchema
{
    private AvroSchema() { }

    /// <summary>
    /// The fewest bytes a value takes. A type whose least is 0 always takes 0: what has a length or a choice writes at least a byte.
    /// </summary>
    public abstract int BytesMin { get; }

    /// <summary>The attribute <c>logicalType</c> with what belongs to it; null when there is none.</summary>
    public AvroLogicalType? Logical { get; init; }

    /// <summary>A type without children.</summary>
    public sealed record Primitive(AvroKind Kind) : AvroSchema
    {
        /// <inheritdoc/>
        public override int BytesMin => Kind switch { AvroKind.Null => 0, AvroKind.Float => 4, AvroKind.Double => 8, _ => 1 };
    }

    /// <summary>Bytes of one length.</summary>
    public sealed record Fixed(string Name, int Size) : AvroSchema
    {
        /// <inheritdoc/>
        public override int BytesMin => Size;
    }

    /// <summary>One of some symbols.</summary>
    public sealed record Enum(string Name, IReadOnlyList<string> Symbols) : AvroSchema
    {
        /// <inheritdoc/>
        public override int BytesMin => 1;
    }

    /// <summary>Items; <paramref name="ElementId"/> is Iceberg's <c>element-id</c>.</summary>
    public sealed record Array(AvroSchema Items, int? ElementId) : AvroSchema
    {
        /// <inheritdoc/>
        public override int BytesMin => 1;
    }

    /// <summary>Text keys to values; the ids are Iceberg's <c>key-id</c> and <c>value-id</c>.</summary>
    public sealed record Map(AvroSchema Values, int? KeyId, int? ValueId) : AvroSchema
    {
        /// <inheritdoc/>
        public override int BytesMin => 1;
    }

    /// <summary>One of several types.</summary>
    public sealed record Union(IReadOnlyList<AvroSchema> Branches) : AvroSchema
    {
        /// <inheritdoc/>
        public override int BytesMin => 1;
    }

    /// <summary>Named fields in their order.</summary>
    public sealed record Record(string Name, IReadOnlyList<AvroField> Fields) : AvroSchema
    {
        private readonly int _bytesMin = (int)Math.Min(int.MaxValue, Fields.Sum(f => (long)f.Type.BytesMin));

        /// <inheritdoc/>
        public override int BytesMin => _bytesMin;
    }
}
