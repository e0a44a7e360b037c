using System.Text.Json;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The values of fields in rows that do not have them (spec, "Default values"). Pure text.</summary>
internal static class DefaultSql
{
    /// <summary>What rows get that are written now and do not have the field: its write default; an untyped null when there is none.</summary>
    public static string OfWrites(NestedField field) => field.WriteDefault is null ? "null" : Of(field with { InitialDefault = field.WriteDefault });

    /// <summary>What rows have that were written before the field was there: the field's initial default; a struct's is made of those of its children; a typed null when there is none.</summary>
    public static string Of(NestedField field) => field.InitialDefault switch
    {
        NestedValue nested => Nested(field.Type, JsonElement.Parse(nested.Json)),
        var value => SqlLiteral.Of(field.Type, value),
    };

    private static string Nested(IcebergType type, JsonElement json) => (type, json.ValueKind) switch
    {
        (_, JsonValueKind.Null) => SqlLiteral.Of(type, null),
        (IcebergType.Struct s, _) => $"struct_pack({string.Join(", ", s.Fields.Select(field => $"{SqlText.Name(field.Name)} := {Of(field)}"))})",
        (IcebergType.List l, _) => $"{Items(l.Element, json)}::{EngineType.SqlOf(l)}",
        (IcebergType.Map m, _) => $"map({Items(m.Key, json.GetProperty("keys"))}, {Items(m.Value, json.GetProperty("values"))})::{EngineType.SqlOf(m)}",
        _ => SqlLiteral.Of(type, SingleValueJson.Read(type, json)),
    };

    private static string Items(IcebergType type, JsonElement json) => $"[{string.Join(", ", json.EnumerateArray().Select(item => Nested(type, item)))}]";
}
