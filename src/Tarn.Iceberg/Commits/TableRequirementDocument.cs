namespace Tarn.Iceberg.Commits;

/// <summary>A requirement as the REST API has it; which properties there are follows from <see cref="Type"/>.</summary>
internal sealed record TableRequirementDocument
{
    public string? Type { get; init; }

    public string? Uuid { get; init; }

    public string? Ref { get; init; }

    /// <summary>Of assert-ref-snapshot-id, where null and missing both say that the name must not be there.</summary>
    public long? SnapshotId { get; init; }

    public int? LastAssignedFieldId { get; init; }

    public int? CurrentSchemaId { get; init; }

    public int? LastAssignedPartitionId { get; init; }

    public int? DefaultSpecId { get; init; }

    public int? DefaultSortOrderId { get; init; }

    public TableRequirement ToRequirement(string path, string location) => Type switch
    {
        "assert-create" => new TableRequirement.AssertCreate(),
        "assert-table-uuid" => new TableRequirement.AssertTableUuid(
            Guid.TryParse(Uuid, out var uuid) ? uuid : throw IcebergException.BrokenProperty(location, path + ".uuid", "is no UUID.")),
        "assert-ref-snapshot-id" => new TableRequirement.AssertRefSnapshotId(
            Ref ?? throw IcebergException.BrokenProperty(location, path + ".ref", "is missing."), SnapshotId),
        "assert-last-assigned-field-id" => new TableRequirement.AssertLastAssignedFieldId(Known(LastAssignedFieldId, "last-assigned-field-id", path, location)),
        "assert-current-schema-id" => new TableRequirement.AssertCurrentSchemaId(Known(CurrentSchemaId, "current-schema-id", path, location)),
        "assert-last-assigned-partition-id" => new TableRequirement.AssertLastAssignedPartitionId(Known(LastAssignedPartitionId, "last-assigned-partition-id", path, location)),
        "assert-default-spec-id" => new TableRequirement.AssertDefaultSpecId(Known(DefaultSpecId, "default-spec-id", path, location)),
        "assert-default-sort-order-id" => new TableRequirement.AssertDefaultSortOrderId(Known(DefaultSortOrderId, "default-sort-order-id", path, location)),
        null => throw IcebergException.BrokenProperty(location, path + ".type", "is missing."),
        _ => throw IcebergException.BrokenProperty(location, path + ".type", $"is '{Type}', which is no requirement of a table."),
    };

    private static int Known(int? value, string name, string path, string location) =>
        value ?? throw IcebergException.BrokenProperty(location, $"{path}.{name}", "is missing.");
}
