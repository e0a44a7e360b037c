namespace Tarn.Iceberg.Rest;

/// <summary>"CommitTransactionRequest" as JSON has it.</summary>
internal sealed record CommitTransactionDocument
{
    public IReadOnlyList<CommitTableDocument>? TableChanges { get; init; }

    public IReadOnlyList<NamedCommit> ToCommits() => TableChanges is { Count: > 0 }
        ? [.. TableChanges.Select((change, i) => ToCommit(change, $"table-changes[{i}]."))]
        : throw RestRequests.Missing("table-changes");

    private static NamedCommit ToCommit(CommitTableDocument change, string path) => change.Identifier is { Namespace: { } ns, Name: { } name }
        ? new NamedCommit(ns, name, change.ToCommit(path))
        : throw RestRequests.Missing(path + "identifier");
}
