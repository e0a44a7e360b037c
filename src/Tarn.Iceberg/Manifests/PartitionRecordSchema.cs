using System.Numerics;
using System.Text.Json;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Manifests;

/// <summary>The Avro schema of a partition tuple (spec, Appendix A, "Avro"), with the logical types and the names that the Java writer uses.</summary>
internal static class PartitionRecordSchema
{
    /// <summary>The record's fields as a JSON array. Every field is a union of null and its type.</summary>
    public static string FieldsJson(PartitionSpec spec, IReadOnlyList<IcebergType> types)
    {
        var defined = new HashSet<string>(StringComparer.Ordinal);
        return $"[{string.Join(',', spec.Fields.Select((field, i) => FieldJson(field, TypeJson(types[i], defined))))}]";
    }

    /// <summary>The fewest bytes that hold every unscaled value of a precision.</summary>
    public static int DecimalBytes(int precision)
    {
        var bits = BigInteger.Pow(10, precision).GetBitLength() + 1;
        return (int)((bits + 7) / 8);
    }

    private static string FieldJson(PartitionField field, string type)
    {
        var name = AvroNames.Of(field.Name);
        var original = string.Equals(name, field.Name, StringComparison.Ordinal) ? "" : $",\"iceberg-field-name\":{Quoted(field.Name)}";
        return $$"""{"name":"{{name}}","type":["null",{{type}}],"default":null,"field-id":{{field.FieldId}}{{original}}}""";
    }

    private static string TypeJson(IcebergType type, HashSet<string> defined) => type switch
    {
        IcebergType.Boolean => "\"boolean\"",
        IcebergType.Int => "\"int\"",
        IcebergType.Long => "\"long\"",
        IcebergType.Float => "\"float\"",
        IcebergType.Double => "\"double\"",
        IcebergType.String => "\"string\"",
        IcebergType.Binary => "\"bytes\"",
        IcebergType.Date => """{"type":"int","logicalType":"date"}""",
        IcebergType.Time => """{"type":"long","logicalType":"time-micros"}""",
        IcebergType.Timestamp t => TimestampJson("timestamp-micros", t.WithZone),
        IcebergType.TimestampNanos t => TimestampJson("timestamp-nanos", t.WithZone),
        IcebergType.Uuid => FixedJson(defined, "uuid_fixed", 16, ",\"logicalType\":\"uuid\""),
        IcebergType.Fixed f => FixedJson(defined, $"fixed_{f.Length}", f.Length, ""),
        IcebergType.Decimal d => FixedJson(defined, $"decimal_{d.Precision}_{d.Scale}", DecimalBytes(d.Precision), $",\"logicalType\":\"decimal\",\"precision\":{d.Precision},\"scale\":{d.Scale}"),
        _ => throw new IcebergException(IcebergFault.Unsupported, $"Values of the type {type} cannot be partition values."),
    };

    private static string TimestampJson(string logical, bool utc) =>
        $$"""{"type":"long","logicalType":"{{logical}}","adjust-to-utc":{{(utc ? "true" : "false")}}}""";

    /// <summary>Avro defines a name once; afterwards the name alone stands for the type.</summary>
    private static string FixedJson(HashSet<string> defined, string name, int size, string logical) =>
        defined.Add(name) ? $$"""{"type":"fixed","name":"{{name}}","size":{{size}}{{logical}}}""" : $"\"{name}\"";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
