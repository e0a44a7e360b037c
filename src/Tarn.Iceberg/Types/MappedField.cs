namespace Tarn.Iceberg.Types;

/// <summary>Names that stand for a field in files without field ids (spec, "Column Projection").</summary>
/// <param name="FieldId">The field; null for one that only the files have.</param>
/// <param name="Names">Its names among its siblings; a dot in one is part of it. Empty for a field that no such file has.</param>
/// <param name="Fields">Its children: those of a struct by their names, of a list <c>element</c>, of a map <c>key</c> and <c>value</c>.</param>
public sealed record MappedField(int? FieldId, IReadOnlyList<string> Names, IReadOnlyList<MappedField> Fields);
