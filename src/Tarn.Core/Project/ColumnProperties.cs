namespace Tarn.Project;

/// <summary>What a properties file says of one column.</summary>
public sealed record ColumnProperties
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>For readers; null when the file says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>The type as written; null when the file says nothing.</summary>
    public string? DataType { get; init; }

    /// <summary>Free notes, <c>meta</c>. Values as in <see cref="LakeProject.Vars"/>.</summary>
    public required IReadOnlyDictionary<string, object?> Meta { get; init; }

    /// <summary>Tags of the column.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Tests of the column.</summary>
    public required IReadOnlyList<TestDeclaration> Tests { get; init; }
}
