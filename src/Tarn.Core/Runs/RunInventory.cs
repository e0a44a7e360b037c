namespace Tarn.Runs;

/// <summary>All that a project could have run, as values: what the planner chooses from.</summary>
public sealed record RunInventory
{
    /// <summary>What lands, by the order of the project's files.</summary>
    public required IReadOnlyList<LandItem> Lands { get; init; }

    /// <summary>What is built, each after all it is made from. Ephemeral models are not among them.</summary>
    public required IReadOnlyList<ModelItem> Models { get; init; }

    /// <summary>What is checked: a subject is a table's name, or a check that stands alone.</summary>
    public required IReadOnlyList<AuditItem> Audits { get; init; }

    /// <summary>A resource of a source.</summary>
    public sealed record LandItem(string Source, string Resource, TableName Table, string Fingerprint);

    /// <summary>A model; <paramref name="Reads"/> are the tables it is made from, through ephemeral models as well.</summary>
    public sealed record ModelItem(string Name, TableName Table, string Materialization, IReadOnlyList<TableName> Reads, string Fingerprint);

    /// <summary>Checks with one subject; <paramref name="Reads"/> are the tables they look at.</summary>
    public sealed record AuditItem(string Subject, IReadOnlyList<string> Checks, IReadOnlyList<TableName> Reads, string Fingerprint);
}
