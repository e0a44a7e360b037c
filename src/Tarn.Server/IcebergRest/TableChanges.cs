using Tarn.Catalog;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Rest;

namespace Tarn.Server.IcebergRest;

/// <summary>What commits of clients do to tables: requirements are checked and updates applied on the tables as they are, then written.</summary>
internal static class TableChanges
{
    private const string FormatVersionProperty = "format-version";

    /// <summary>The metadata of a table that a client wants.</summary>
    public static TableMetadata New(RestLake lake, TableName name, CreateTableRequest request)
    {
        var uuid = lake.Ids.NextUuid();
        return TableMetadata.Create(
            new NewTable
            {
                TableUuid = uuid,
                Location = request.Location is null ? lake.Tables.NewLocation(name, uuid) : lake.Checked(request.Location),
                Schema = request.Schema,
                Spec = request.Spec,
                Order = request.Order,
                Properties = request.Properties.Where(pair => pair.Key != FormatVersionProperty).ToDictionary(StringComparer.Ordinal),
                FormatVersion = VersionOf(request.Properties),
            },
            lake.NowMs);
    }

    /// <summary>The entry after a commit; the same entry when it changes nothing. Its metadata is written.</summary>
    /// <exception cref="RestException">404: there is no such table or namespace. 400: the updates contradict the table.</exception>
    /// <exception cref="Iceberg.IcebergException">Conflict: a requirement does not hold.</exception>
    public static async Task<TableWrite> DecideAsync(RestCall call, LakeRef at, TableName name, TableCommit commit)
    {
        var found = await at.Tree.FindAsync(name, call.Cancel);
        var mayMake = commit.Requirements.Any(one => one is TableRequirement.AssertCreate);
        if (found is null && mayMake)
            return new TableWrite(name, Expected: null, await MakeAsync(call, at, name, commit));
        if (found is not TableEntry.Table entry)
            throw mayMake ? RestException.AlreadyExists($"View {name}") : RestException.NoSuchTable(name);
        var metadata = await call.Lake.MetadataAsync(entry, call.Cancel);
        foreach (var requirement in commit.Requirements)
            requirement.Check(metadata);
        var changed = MetadataChange.Apply(metadata, commit.Updates, call.Lake.NowMs, entry.MetadataLocation);
        RequireSameVersion(commit, changed);
        return new TableWrite(name, entry, ReferenceEquals(changed, metadata) ? entry : await call.Lake.SaveAsync(entry, changed));
    }

    /// <summary>A table's metadata. One that version 1 wrote without a UUID has the one that the lake gave it.</summary>
    public static async Task<TableMetadata> MetadataAsync(this RestLake lake, TableEntry.Table entry, CancellationToken cancel)
    {
        var metadata = await lake.Tables.MetadataAsync(entry, cancel);
        return metadata.TableUuid == Guid.Empty ? metadata with { TableUuid = Guid.Parse(entry.Uuid) } : metadata;
    }

    /// <summary>What commits do, in words for the log.</summary>
    public static string Message(IReadOnlyList<(TableName Table, TableCommit Commit)> commits) =>
        string.Join(", ", commits.Select(one => $"{Verb(one.Commit)} {one.Table}"));

    private static async Task<TableEntry> MakeAsync(RestCall call, LakeRef at, TableName name, TableCommit commit)
    {
        await at.RequireNamespaceAsync(name.Namespace, call.Cancel);
        foreach (var requirement in commit.Requirements)
            requirement.Check(metadata: null);
        var uuid = commit.Updates.OfType<TableUpdate.AssignUuid>().FirstOrDefault()?.Uuid ?? call.Lake.Ids.NextUuid();
        var updates = commit.Updates.ToList();
        if (!updates.Any(one => one is TableUpdate.AssignUuid))
            updates.Insert(0, new TableUpdate.AssignUuid(uuid));
        if (!updates.Any(one => one is TableUpdate.SetLocation))
            updates.Insert(0, new TableUpdate.SetLocation(call.Lake.Tables.NewLocation(name, uuid)));
        return await call.Lake.SaveAsync(current: null, MetadataChange.Create(updates, call.Lake.NowMs));
    }

    /// <summary>The version is no property to set, and one that says another would mislead.</summary>
    private static void RequireSameVersion(TableCommit commit, TableMetadata changed)
    {
        var told = commit.Updates.OfType<TableUpdate.SetProperties>().Select(one => one.Updates.GetValueOrDefault(FormatVersionProperty)).LastOrDefault(one => one is not null);
        if (told is not null && told != $"{changed.FormatVersion}")
            throw RestException.BadRequest($"The table is of version {changed.FormatVersion}, and the property '{FormatVersionProperty}' = '{told}' does not change that. Send the update 'upgrade-format-version'.");
    }

    private static int VersionOf(IReadOnlyDictionary<string, string> properties)
    {
        if (properties.GetValueOrDefault(FormatVersionProperty) is not { } text)
            return 2;
        return int.TryParse(text, out var version) && version is 2 or 3
            ? version
            : throw RestException.BadRequest($"A table of format-version '{text}' cannot be made; 2 and 3 can.");
    }

    private static string Verb(TableCommit commit)
    {
        if (commit.Requirements.Any(one => one is TableRequirement.AssertCreate))
            return "create table";
        if (commit.Updates.OfType<TableUpdate.AddSnapshot>().LastOrDefault()?.Snapshot.Operation is { } operation)
            return operation + " in";
        return commit.Updates.Count == 0 ? "change nothing of" : "change " + string.Join(" and ", commit.Updates.Select(Part).Distinct(StringComparer.Ordinal)) + " of";
    }

    private static string Part(TableUpdate update) => update switch
    {
        TableUpdate.AddSchema or TableUpdate.SetCurrentSchema or TableUpdate.RemoveSchemas => "the schema",
        TableUpdate.AddSpec or TableUpdate.SetDefaultSpec or TableUpdate.RemovePartitionSpecs => "the partitions",
        TableUpdate.AddSortOrder or TableUpdate.SetDefaultSortOrder => "the order",
        TableUpdate.SetProperties or TableUpdate.RemoveProperties => "properties",
        TableUpdate.AddSnapshot or TableUpdate.RemoveSnapshots => "snapshots",
        TableUpdate.SetSnapshotRef or TableUpdate.RemoveSnapshotRef => "references",
        TableUpdate.SetLocation => "the location",
        TableUpdate.UpgradeFormatVersion => "the format version",
        _ => "the metadata",
    };
}
