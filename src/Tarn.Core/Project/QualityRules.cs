namespace Tarn.Project;

/// <summary>What every load of a resource is held against. A finding is a row, never a failure of the load.</summary>
public sealed record QualityRules
{
    /// <summary>No fewer records than this; null asks nothing.</summary>
    public long? VolumeMin { get; init; }

    /// <summary>A change against the load before of more than this, in percent, is told; null asks nothing.</summary>
    public double? VolumeAnomalyPercent { get; init; }

    /// <summary>The columns checked for nulls and duplicates: <c>key_columns</c>, or the resource's key when not written.</summary>
    public required IReadOnlyList<string> KeyColumns { get; init; }
}
