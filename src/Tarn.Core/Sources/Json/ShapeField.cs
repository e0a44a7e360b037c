namespace Tarn.Sources.Json;

/// <summary>A member of objects.</summary>
/// <param name="Name">Its name as the vendor writes it.</param>
/// <param name="Type">What its values are.</param>
public sealed record ShapeField(string Name, ShapeType Type);
