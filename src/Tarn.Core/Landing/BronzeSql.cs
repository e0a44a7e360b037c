using Tarn.Engine;
using Tarn.Sources.Json;

namespace Tarn.Landing;

/// <summary>The SELECTs that make bronze rows, and quarantined ones, of the records of a batch. Pure text.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="From">What gives the records: <c>_page</c>, <c>_position</c>, <c>_line</c>, <c>_raw_hash</c> and either <c>_record</c> (JSON) or a column a field.</param>
/// <param name="Lineage">What every row of the batch carries.</param>
internal sealed record BronzeSql(IReadOnlyList<LandedColumn> Columns, RecordSource From, BatchLineage Lineage)
{
    /// <summary>True when a record of the batch could be refused.</summary>
    public bool MayRefuse => Columns.Any(c => c.Cast is not null and not "VARCHAR" || c.Required);

    /// <summary>The rows that are taken.</summary>
    public string Taken =>
        $"""
        select {string.Join(", ", Columns.Select(c => $"{Value(c)} as {SqlText.Name(c.Name)}").Concat(Lineage.Columns))}
        from {Source}{(MayRefuse ? $"\nwhere {Reason} is null" : "")}
        """;

    /// <summary>The rows that are not, as they came, with the reason.</summary>
    public string Refused =>
        $"""
        select {Place}, {Raw} as _raw, {Reason} as _reason, {Lineage.IngestedAt}, {Lineage.BatchId}
        from {Source}
        where {Reason} is not null
        """;

    /// <summary>The records that the reading rejected, in the same columns.</summary>
    /// <param name="rejects">What gives them after FROM.</param>
    public string Rejected(string rejects) =>
        $"select {Place}, _raw, _reason, {Lineage.IngestedAt}, {Lineage.BatchId} from {rejects}";

    private string Place => string.Join(", ", [.. Lineage.Origin, "_page", "_position", "_line"]);

    private string Source => From switch
    {
        RecordSource.Json j when Places.Count > 0 => $"(select *, json_transform(_record, {SqlText.Text(Structure)}) as _r from {j.Sql}) as records",
        _ => From.Sql,
    };

    /// <summary>The members that are taken from a record, each once: their place is what they are found by, since the engine's names have no case.</summary>
    private Dictionary<string, int> Places { get; } = Given(Columns).Index().ToDictionary(c => c.Item.Field, c => c.Index + 1, StringComparer.Ordinal);

    private string Structure => $"{{{string.Join(",", Given(Columns).Select(c => $"{JsonText(c.Field)}:{(c.Cast is null ? StructureOf(c.Shape) : "\"VARCHAR\"")}"))}}}";

    private string Reason => $"coalesce({string.Join(", ", Columns.SelectMany(ReasonsOf).DefaultIfEmpty("null"))})";

    private static IEnumerable<LandedColumn> Given(IReadOnlyList<LandedColumn> columns) => columns.Where(c => c.IsGiven).DistinctBy(c => c.Field, StringComparer.Ordinal);

    private string Value(LandedColumn column) => column.Cast switch
    {
        null when column.Shape is ShapeType.Json => $"json_extract_string({Field(column)}, '$')",
        null or "VARCHAR" => Field(column),
        var cast => $"try_cast({Field(column)} as {cast})",
    };

    private string Raw => From is RecordSource.Json
        ? "_record"
        : $"to_json({{{string.Join(", ", Columns.Where(c => c.IsGiven).Select(c => $"{SqlText.Name(c.Field)}: {SqlText.Name(c.Field)}"))}}})::varchar";

    private string Field(LandedColumn column) => (From, column.IsGiven) switch
    {
        (_, false) => "null::varchar",
        (RecordSource.Json, _) => $"struct_extract_at(_r, {Places[column.Field]})",
        (RecordSource.Typed, _) when column.Cast is not null => $"{SqlText.Name(column.Field)}::varchar",
        _ => SqlText.Name(column.Field),
    };

    private IEnumerable<string> ReasonsOf(LandedColumn column)
    {
        var field = Field(column);
        if (column.Required)
            yield return $"case when {field} is null then {SqlText.Text($"column '{column.Name}' is required and has no value")} end";
        if (column.Cast is not (null or "VARCHAR"))
            yield return $"case when {field} is not null and not ({Fits(field, column.Cast)}) then {SqlText.Text($"column '{column.Name}': '")} || left({field}, 100) || {SqlText.Text($"' is not a {column.Cast.ToLowerInvariant()}")} end";
    }

    /// <summary>The engine rounds text to fit whole numbers and decimals, and makes infinity of digits beyond a double; here that is no fit, since a value must not change.</summary>
    private static string Fits(string field, string cast) => cast switch
    {
        "BIGINT" or "INTEGER" => $"try_cast({field} as {cast}) is not null and regexp_full_match({field}, '\\s*[+-]?[0-9]+(\\.0*)?\\s*')",
        _ when cast.StartsWith("DECIMAL", StringComparison.Ordinal) => $"coalesce(try_cast({field} as {cast}) = try_cast({field} as {Wider(cast)}), false)",
        "DOUBLE" => $"coalesce(isfinite(try_cast({field} as DOUBLE)) or (try_cast({field} as DOUBLE) is not null and not regexp_matches({field}, '[0-9]')), false)",
        "DATE" or "TIMESTAMP" or "TIMESTAMPTZ" => $"coalesce(isfinite(try_cast({field} as {cast})), false)",
        _ => $"try_cast({field} as {cast}) is not null",
    };

    private static string Wider(string cast) => $"DECIMAL(38, {Math.Min(38, ScaleOf(cast) + 8)})";

    private static int ScaleOf(string cast) => int.Parse(cast.Split([',', ')'], 3)[1]);

    private static string StructureOf(ShapeType shape) => shape switch
    {
        ShapeType.Json => "\"JSON\"",
        ShapeType.List l => $"[{StructureOf(l.Element)}]",
        ShapeType.Struct s => $"{{{string.Join(",", s.Fields.Select(f => $"{JsonText(f.Name)}:{StructureOf(f.Type)}"))}}}",
        ShapeType.Decimal => "\"DECIMAL(38,0)\"",
        _ => $"\"{LandedColumns.SqlOf(shape)}\"",
    };

    private static string JsonText(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
