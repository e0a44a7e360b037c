namespace Tarn.Project;

/// <summary>A table that a dbt <c>sources:</c> block declares: it is there already, nothing lands it.</summary>
public sealed record DeclaredTable
{
    /// <summary>The first argument of <c>source</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The second argument of <c>source</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The table: the block's schema (else its name) and the table's identifier (else its name).</summary>
    public required TableName Table { get; init; }

    /// <summary>For readers; null when the file says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>The columns that the file speaks of.</summary>
    public required IReadOnlyList<ColumnProperties> Columns { get; init; }

    /// <summary>Tests of the whole table.</summary>
    public required IReadOnlyList<TestDeclaration> Tests { get; init; }

    /// <summary>Where it is declared: <c>models/schema.yml:4:5</c>.</summary>
    public required string Where { get; init; }
}
