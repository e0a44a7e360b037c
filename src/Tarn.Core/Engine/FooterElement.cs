namespace Tarn.Engine;

/// <summary>A schema element of a Parquet footer.</summary>
internal sealed record FooterElement
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many of the elements behind it are its children; their children stand between them.</summary>
    public int Children { get; init; }

    /// <summary>Its field id; null when its writer gave none.</summary>
    public int? FieldId { get; init; }

    /// <summary>True when it may stand there several times.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>LIST, MAP, MAP_KEY_VALUE or a type of values; null when it says nothing.</summary>
    public string? ConvertedType { get; init; }

    /// <summary>The engine's type of an element without children; null for others.</summary>
    public string? EngineType { get; init; }
}
