namespace Tarn.Iceberg.Types;

/// <summary>
/// A default of a struct, list or map, kept as its compact JSON (spec, Appendix D, "JSON single-value serialization"). A struct's is <c>{}</c>: its children
/// have defaults of their own.
/// </summary>
/// <param name="Json">The JSON.</param>
public sealed record NestedValue(string Json);
