namespace Tarn.Iceberg.Types;

/// <summary>The columns of a table at one time (spec, "Schemas"). Files are matched to it by field id, never by name.</summary>
public sealed record TableSchema
{
    /// <summary>The id of this schema in the table's list, from 0.</summary>
    public required int SchemaId { get; init; }

    /// <summary>The columns in their order.</summary>
    public required FieldList Fields { get; init; }

    /// <summary>The ids of fields that identify a row; empty when none do.</summary>
    public IReadOnlyList<int> IdentifierFieldIds { get; init; } = [];
}
