using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>What must hold of a table for a commit to be made (Iceberg REST, "TableRequirement"). Closed.</summary>
public abstract record TableRequirement
{
    private TableRequirement() { }

    /// <summary><c>assert-create</c>: there is no such table.</summary>
    public sealed record AssertCreate : TableRequirement;

    /// <summary><c>assert-table-uuid</c>: it is the same table.</summary>
    public sealed record AssertTableUuid(Guid Uuid) : TableRequirement;

    /// <summary><c>assert-ref-snapshot-id</c>: a branch or tag names the snapshot; null means that it is not there.</summary>
    public sealed record AssertRefSnapshotId(string Ref, long? SnapshotId) : TableRequirement;

    /// <summary><c>assert-last-assigned-field-id</c>: no column was added.</summary>
    public sealed record AssertLastAssignedFieldId(int LastAssignedFieldId) : TableRequirement;

    /// <summary><c>assert-current-schema-id</c>: the schema is the same.</summary>
    public sealed record AssertCurrentSchemaId(int CurrentSchemaId) : TableRequirement;

    /// <summary><c>assert-last-assigned-partition-id</c>: no partition field was added.</summary>
    public sealed record AssertLastAssignedPartitionId(int LastAssignedPartitionId) : TableRequirement;

    /// <summary><c>assert-default-spec-id</c>: the spec is the same.</summary>
    public sealed record AssertDefaultSpecId(int DefaultSpecId) : TableRequirement;

    /// <summary><c>assert-default-sort-order-id</c>: the order is the same.</summary>
    public sealed record AssertDefaultSortOrderId(int DefaultSortOrderId) : TableRequirement;

    /// <summary>Does nothing when it holds.</summary>
    /// <param name="metadata">The table as it is now; null when there is none.</param>
    /// <exception cref="IcebergException">Conflict: it does not hold; the message says what was expected and what is there.</exception>
    public void Check(TableMetadata? metadata)
    {
        if (Failure(metadata) is { } failure)
            throw new IcebergException(IcebergFault.Conflict, failure, metadata?.Location);
    }

    private string? Failure(TableMetadata? metadata) => (this, metadata) switch
    {
        (AssertCreate, null) => null,
        (AssertCreate, { } table) => $"The table is there already, at {table.Location}.",
        (_, null) => "There is no such table.",
        (AssertTableUuid a, { } table) => Differs("table-uuid", a.Uuid, table.TableUuid),
        (AssertRefSnapshotId a, { } table) => Differs($"the snapshot of '{a.Ref}'", a.SnapshotId, table.Refs.GetValueOrDefault(a.Ref)?.SnapshotId),
        (AssertLastAssignedFieldId a, { } table) => Differs("last-column-id", a.LastAssignedFieldId, table.LastColumnId),
        (AssertCurrentSchemaId a, { } table) => Differs("current-schema-id", a.CurrentSchemaId, table.CurrentSchemaId),
        (AssertLastAssignedPartitionId a, { } table) => Differs("last-partition-id", a.LastAssignedPartitionId, table.LastPartitionId),
        (AssertDefaultSpecId a, { } table) => Differs("default-spec-id", a.DefaultSpecId, table.DefaultSpecId),
        (AssertDefaultSortOrderId a, { } table) => Differs("default-sort-order-id", a.DefaultSortOrderId, table.DefaultSortOrderId),
        _ => null,
    };

    private static string? Differs<T>(string what, T expected, T found) =>
        Equals(expected, found) ? null : $"The table moved on: {what} should be {Shown(expected)} and is {Shown(found)}.";

    private static string Shown<T>(T value) => value?.ToString() ?? "none";
}
