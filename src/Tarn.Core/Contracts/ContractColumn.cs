namespace Tarn.Contracts;

/// <summary>One column that a source promises.</summary>
public sealed record ContractColumn
{
    /// <summary>The name as the vendor writes it; case matters.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are.</summary>
    public required ContractType Type { get; init; }

    /// <summary>True when a row without a value breaks the contract. False unless the file says so.</summary>
    public bool Required { get; init; }

    /// <summary>For readers; null when the file says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>How careful one must be with it.</summary>
    public Classification Classification { get; init; } = Classification.Internal;
}
