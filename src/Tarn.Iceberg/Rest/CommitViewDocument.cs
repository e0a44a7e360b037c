using Tarn.Iceberg.Views;

namespace Tarn.Iceberg.Rest;

/// <summary>"CommitViewRequest" as JSON has it.</summary>
internal sealed record CommitViewDocument
{
    public IReadOnlyList<ViewRequirementDocument>? Requirements { get; init; }

    public IReadOnlyList<ViewUpdateDocument>? Updates { get; init; }

    public ViewCommit ToCommit() => new()
    {
        Uuids = [.. (Requirements ?? []).Select((one, i) => one.ToUuid($"requirements[{i}]"))],
        Updates = [.. (Updates ?? throw RestRequests.Missing("updates")).Select((one, i) => one.ToUpdate($"updates[{i}]"))],
    };
}
