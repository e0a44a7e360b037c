using System.Globalization;

namespace Tarn.Iceberg.Types;

/// <summary>Types as text: primitives as the format writes them (<c>decimal(9, 2)</c>, <c>fixed[16]</c>), nested types for messages only.</summary>
public static class TypeText
{
    private static readonly Dictionary<string, IcebergType.Primitive> Plain = new(StringComparer.Ordinal)
    {
        ["boolean"] = new IcebergType.Boolean(),
        ["int"] = new IcebergType.Int(),
        ["long"] = new IcebergType.Long(),
        ["float"] = new IcebergType.Float(),
        ["double"] = new IcebergType.Double(),
        ["date"] = new IcebergType.Date(),
        ["time"] = new IcebergType.Time(),
        ["timestamp"] = new IcebergType.Timestamp(WithZone: false),
        ["timestamptz"] = new IcebergType.Timestamp(WithZone: true),
        ["timestamp_ns"] = new IcebergType.TimestampNanos(WithZone: false),
        ["timestamptz_ns"] = new IcebergType.TimestampNanos(WithZone: true),
        ["string"] = new IcebergType.String(),
        ["uuid"] = new IcebergType.Uuid(),
        ["binary"] = new IcebergType.Binary(),
        ["variant"] = new IcebergType.Variant(),
        ["unknown"] = new IcebergType.Unknown(),
    };

    private static readonly Dictionary<IcebergType.Primitive, string> Names = Plain.ToDictionary(entry => entry.Value, entry => entry.Key);

    /// <summary>The text of a type. Nested types print as <c>struct&lt;1: a: int&gt;</c>, <c>list&lt;string&gt;</c>, <c>map&lt;string, long&gt;</c>.</summary>
    public static string Print(IcebergType type) => type switch
    {
        IcebergType.Decimal d => $"decimal({d.Precision}, {d.Scale})",
        IcebergType.Fixed f => $"fixed[{f.Length}]",
        IcebergType.Geometry g => g.Crs is null ? "geometry" : $"geometry({g.Crs})",
        IcebergType.Geography g => g.Crs is null ? "geography" : g.Algorithm is null ? $"geography({g.Crs})" : $"geography({g.Crs}, {g.Algorithm})",
        IcebergType.Primitive primitive => Names[primitive],
        IcebergType.Struct s => $"struct<{string.Join(", ", s.Fields.Select(field => $"{field.Id}: {field.Name}: {Print(field.Type)}"))}>",
        IcebergType.List list => $"list<{Print(list.Element)}>",
        IcebergType.Map map => $"map<{Print(map.Key)}, {Print(map.Value)}>",
        _ => throw new IcebergException(IcebergFault.Invalid, $"{type.GetType().Name} has no text."),
    };

    /// <summary>The primitive type of a text; spaces do not count.</summary>
    /// <exception cref="IcebergException">Invalid: it names no type.</exception>
    public static IcebergType.Primitive Parse(string text)
    {
        var trimmed = text.Trim();
        if (Plain.TryGetValue(trimmed, out var plain))
            return plain;
        if (Arguments(trimmed, "decimal(", ')') is [var precision, var scale] && precision is >= 1 and <= 38 && scale <= precision)
            return new IcebergType.Decimal(precision, scale);
        if (Arguments(trimmed, "fixed[", ']') is [var length])
            return new IcebergType.Fixed(length);
        return Shape(trimmed) ?? throw new IcebergException(IcebergFault.Invalid, $"'{text}' is not an Iceberg type.");
    }

    /// <summary><c>geometry</c>, <c>geometry(srid:3857)</c>, <c>geography(srid:4269, karney)</c>; null for other texts.</summary>
    private static IcebergType.Primitive? Shape(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? text : text[..open];
        if (name is not ("geometry" or "geography") || (open >= 0 && !text.EndsWith(')')))
            return null;
        var parameters = open < 0 ? null : text[(open + 1)..^1].Trim();
        if (name == "geometry")
            return new IcebergType.Geometry(parameters);
        var comma = parameters?.LastIndexOf(',') ?? -1;
        return comma < 0 ? new IcebergType.Geography(parameters, null) : new IcebergType.Geography(parameters![..comma].Trim(), parameters[(comma + 1)..].Trim());
    }

    private static int[] Arguments(string text, string start, char end)
    {
        if (!text.StartsWith(start, StringComparison.Ordinal) || !text.EndsWith(end))
            return [];
        var parts = text[start.Length..^1].Split(',', StringSplitOptions.TrimEntries);
        var numbers = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        return numbers.Any(number => number < 0) ? [] : numbers;
    }
}
