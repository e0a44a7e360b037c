using Tarn.Sources.Json;

namespace Tarn.Landing;

/// <summary>A column of a bronze table as a batch fills it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The member of the record, or the column of the file, that it comes from.</param>
/// <param name="Shape">What the batch's values are.</param>
/// <param name="Cast">The engine's type that each value must become, or its row goes to quarantine; null when the shape's own type stays.</param>
/// <param name="Required">True when a row without a value goes to quarantine.</param>
/// <param name="IsGiven">False for a declared column that no record of the batch has.</param>
internal sealed record LandedColumn(string Name, string Field, ShapeType Shape, string? Cast, bool Required, bool IsGiven = true);
