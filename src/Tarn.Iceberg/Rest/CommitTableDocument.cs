using Tarn.Iceberg.Commits;

namespace Tarn.Iceberg.Rest;

/// <summary>"CommitTableRequest" as JSON has it.</summary>
internal sealed record CommitTableDocument
{
    public TableIdentifierDocument? Identifier { get; init; }

    public IReadOnlyList<TableRequirementDocument>? Requirements { get; init; }

    public IReadOnlyList<TableUpdateDocument>? Updates { get; init; }

    /// <summary>To the domain.</summary>
    /// <param name="path">Where it stands, with a closing dot; empty for the whole request.</param>
    public TableCommit ToCommit(string path) => new()
    {
        Requirements = [.. (Requirements ?? throw RestRequests.Missing(path + "requirements"))
            .Select((one, i) => one.ToRequirement($"{path}requirements[{i}]", RestRequests.Location))],
        Updates = [.. (Updates ?? throw RestRequests.Missing(path + "updates"))
            .Select((one, i) => one.ToUpdate($"{path}updates[{i}]", RestRequests.Location))],
    };
}
