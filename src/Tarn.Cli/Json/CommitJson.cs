using System.Text.Json;
using Tarn.Catalog;

namespace Tarn.Cli.Json;

/// <summary>Commits and what they changed.</summary>
internal static class CommitJson
{
    /// <summary>The members of a commit: <c>id, parents, message, author, time, branch, properties, changes</c>.</summary>
    public static void Members(Utf8JsonWriter json, CatalogCommit commit)
    {
        json.WriteString("id", commit.Id);
        json.Strings("parents", commit.Parents);
        json.WriteString("message", commit.Message);
        json.WriteString("author", commit.Author);
        json.Time("time", commit.Time);
        json.WriteString("branch", commit.Branch);
        json.Map("properties", commit.Properties);
        json.Array("changes", commit.Changes, change => json.Object(() => Members(json, change)));
    }

    /// <summary>The members of a change: <c>table, kind, change, before, after</c>, the last two metadata locations or null.</summary>
    public static void Members(Utf8JsonWriter json, TableChange change)
    {
        json.WriteString("table", change.Table.ToString());
        json.WriteString("kind", (change.After ?? change.Before) switch
        {
            TableEntry.View => "view",
            TableEntry.Namespace => "namespace",
            _ => "table",
        });
        json.WriteString("change", RunJson.Lower(change.Kind));
        json.WriteString("before", change.Before?.MetadataLocation);
        json.WriteString("after", change.After?.MetadataLocation);
    }
}
