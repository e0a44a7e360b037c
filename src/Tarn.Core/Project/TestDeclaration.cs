namespace Tarn.Project;

/// <summary>A test that a properties file asks for.</summary>
public sealed record TestDeclaration
{
    /// <summary>The test's kind: <c>unique</c>, <c>not_null</c>, <c>accepted_values</c>, <c>relationships</c>, or a macro's name.</summary>
    public required string Kind { get; init; }

    /// <summary>The name it was given with <c>name:</c>; null leaves it to be made up.</summary>
    public string? Name { get; init; }

    /// <summary>The column it is written under; null when it speaks of the whole table.</summary>
    public string? Column { get; init; }

    /// <summary>Its arguments, whether written beside it or under <c>arguments:</c>. Values as in <see cref="LakeProject.Vars"/>.</summary>
    public required IReadOnlyDictionary<string, object?> Arguments { get; init; }

    /// <summary>How hard it is, and which rows it looks at.</summary>
    public required TestSettings Settings { get; init; }

    /// <summary>Where it is declared: <c>models/schema.yml:9:13</c>.</summary>
    public required string Where { get; init; }
}
