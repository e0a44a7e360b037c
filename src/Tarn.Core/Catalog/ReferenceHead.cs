using Tarn.Storage.References;

namespace Tarn.Catalog;

/// <summary>The newest entry of a reference and what it says.</summary>
internal sealed record ReferenceHead(ReferenceEntry Entry, ReferenceValue Value);
