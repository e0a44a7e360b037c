namespace Tarn.Iceberg.Rest;

/// <summary>"TableIdentifier" as JSON has it.</summary>
internal sealed record TableIdentifierDocument
{
    public IReadOnlyList<string>? Namespace { get; init; }

    public string? Name { get; init; }
}
