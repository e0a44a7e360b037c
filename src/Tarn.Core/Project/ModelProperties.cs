namespace Tarn.Project;

/// <summary>What a properties file says of one model, in dbt's format.</summary>
public sealed record ModelProperties
{
    /// <summary>The model's name. Whether there is such a model is not known here.</summary>
    public required string Name { get; init; }

    /// <summary>For readers; null when the file says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Configuration by dbt's names; <c>tags</c> and <c>meta</c> written beside it are in it. Values as in <see cref="LakeProject.Vars"/>.</summary>
    public required IReadOnlyDictionary<string, object?> Config { get; init; }

    /// <summary>The columns that the file speaks of.</summary>
    public required IReadOnlyList<ColumnProperties> Columns { get; init; }

    /// <summary>Tests of the whole model; those of a column are with the column.</summary>
    public required IReadOnlyList<TestDeclaration> Tests { get; init; }

    /// <summary>Where it is declared: <c>models/schema.yml:4:5</c>.</summary>
    public required string Where { get; init; }
}
