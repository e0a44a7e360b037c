namespace Tarn.Iceberg.Commits;

/// <summary>A commit as the REST API has it ("CommitTableRequest").</summary>
internal sealed record CommitDocument
{
    public IReadOnlyList<TableRequirementDocument>? Requirements { get; init; }

    public IReadOnlyList<TableUpdateDocument>? Updates { get; init; }
}
