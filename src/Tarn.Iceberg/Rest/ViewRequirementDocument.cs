namespace Tarn.Iceberg.Rest;

/// <summary>"ViewRequirement" as JSON has it; there is one kind.</summary>
internal sealed record ViewRequirementDocument
{
    public string? Type { get; init; }

    public string? Uuid { get; init; }

    public Guid ToUuid(string path) => Type switch
    {
        "assert-view-uuid" => Guid.TryParse(Uuid, out var uuid)
            ? uuid
            : throw IcebergException.BrokenProperty(RestRequests.Location, path + ".uuid", "is no UUID."),
        null => throw RestRequests.Missing(path + ".type"),
        _ => throw IcebergException.BrokenProperty(RestRequests.Location, path + ".type", $"is '{Type}', which is no requirement of a view."),
    };
}
