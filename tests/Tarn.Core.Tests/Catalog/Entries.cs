using Tarn.Catalog;

namespace Tarn.Core.Tests.Catalog;

/// <summary>Short ways to write tables, entries and requests.</summary>
internal static class Entries
{
    public static readonly BranchName Dev = BranchName.Parse("dev/anna");

    public static TableName Name(string text) => TableName.Parse(text);

    public static TableEntry Table(string location, string uuid = "u") => new TableEntry.Table { MetadataLocation = location, Uuid = uuid };

    public static TableEntry View(string location, string uuid = "u") => new TableEntry.View { MetadataLocation = location, Uuid = uuid };

    public static CommitRequest Request(BranchName branch, string message, params TableWrite[] writes) =>
        new() { Branch = branch, Author = "anna", Message = message, Changes = writes };

    public static TableWrite Write(string table, TableEntry? expected, TableEntry? entry) => new(Name(table), expected, entry);

    /// <summary>Writes a table, whatever is there now.</summary>
    public static async Task<CatalogCommit> PutAsync(this LakeCatalog catalog, BranchName branch, string table, TableEntry? entry)
    {
        var found = await (await catalog.TreeAtAsync(branch.Value)).FindAsync(Name(table));
        return await catalog.CommitAsync(Request(branch, $"put {table}", Write(table, found, entry)));
    }

    public static async Task<TableEntry?> EntryAsync(this LakeCatalog catalog, string reference, string table) =>
        await (await catalog.TreeAtAsync(reference)).FindAsync(Name(table));

    public static async Task<Problem> ProblemAsync(FailureKind kind, Func<Task> action)
    {
        var failure = await Should.ThrowAsync<TarnException>(action);
        failure.Kind.ShouldBe(kind, failure.Message);
        return failure.Problems[0];
    }
}
