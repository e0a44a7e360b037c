using Tarn.DuckDb;
using Tarn.Sources.Json;
using Tarn.Sources.Plain;

namespace Tarn.Landing;

/// <summary>The columns of a batch as the plain readers take them. Pure.</summary>
internal static class PlainColumns
{
    /// <summary>The columns that the batch has; null when one cannot be read plainly, or one that the batch does not have is required.</summary>
    /// <param name="columns">The columns of the batch.</param>
    /// <param name="isText">True when every value is text by its nature, as in CSV.</param>
    public static IReadOnlyList<PlainColumn>? Of(IReadOnlyList<LandedColumn> columns, bool isText)
    {
        var plain = columns.Where(c => c.IsGiven).Select((column, place) => Of(column, place, isText)).ToList();
        var isPlain = !plain.Contains(null) && !columns.Any(c => c is { IsGiven: false, Required: true });
        return isPlain ? [.. plain.OfType<PlainColumn>()] : null;
    }

    /// <summary>The columns as a plain source gives them: by place, already cast and looked at.</summary>
    public static IReadOnlyList<LandedColumn> AsRead(IReadOnlyList<LandedColumn> columns)
    {
        var place = 0;
        return [.. columns.Select(c => c.IsGiven ? c with { Field = NameOf(place++), Cast = null, Required = false, Shape = new ShapeType.String() } : c)];
    }

    private static string NameOf(int place) => $"field_{place}";

    private static PlainColumn? Of(LandedColumn column, int place, bool isText)
    {
        var type = column.Cast is { } cast ? OfCast(cast) : OfShape(column.Shape);
        if (type is null)
            return null;
        var shape = column.Cast is null && !isText ? column.Shape : null;
        return shape is null && PlainTexts.Of(type) is null ? null : new PlainColumn(NameOf(place), column.Field, type, shape, column.Required);
    }

    private static DuckDbType? OfCast(string cast) => cast switch
    {
        "BIGINT" => DuckDbType.BigInt,
        "DOUBLE" => DuckDbType.Double,
        "BOOLEAN" => DuckDbType.Boolean,
        "DATE" => DuckDbType.Date,
        "TIMESTAMP" => DuckDbType.Timestamp,
        "TIMESTAMPTZ" => DuckDbType.TimestampTz,
        "UUID" => DuckDbType.Uuid,
        "VARCHAR" => DuckDbType.Varchar,
        _ when cast.StartsWith("DECIMAL(", StringComparison.Ordinal) && cast[8..^1].Split(',') is [var width, var scale] => new DuckDbType.Decimal(int.Parse(width), int.Parse(scale)),
        _ => null,
    };

    /// <summary>The engine's type of a shape; null for one that is kept as JSON text or is wider than 64 bits.</summary>
    private static DuckDbType? OfShape(ShapeType shape) => shape switch
    {
        ShapeType.Null or ShapeType.String => DuckDbType.Varchar,
        ShapeType.Boolean => DuckDbType.Boolean,
        ShapeType.Long => DuckDbType.BigInt,
        ShapeType.Double => DuckDbType.Double,
        ShapeType.List l when OfShape(l.Element) is { } element => new DuckDbType.List(element),
        ShapeType.Struct s when s.Fields.All(f => OfShape(f.Type) is not null) => new DuckDbType.Struct([.. s.Fields.Select(f => new DuckDbColumn(f.Name, OfShape(f.Type)!))]),
        _ => null,
    };
}
