namespace Tarn.Project;

/// <summary>How a load continues where the one before ended: the greatest value seen of a field is sent as a parameter.</summary>
public sealed record RestCursor
{
    /// <summary>The record's field, as the vendor writes it.</summary>
    public required string Field { get; init; }

    /// <summary>The query parameter that takes the value.</summary>
    public required string Param { get; init; }

    /// <summary>What the first load sends; null sends nothing.</summary>
    public string? Start { get; init; }

    /// <summary>How the field writes a time, in DuckDB's strptime language; null compares the values as they are.</summary>
    public string? Format { get; init; }
}
