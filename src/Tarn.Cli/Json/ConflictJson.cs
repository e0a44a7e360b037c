using System.Text.Json;
using Tarn.Catalog;

namespace Tarn.Cli.Json;

/// <summary>Tables in conflict.</summary>
internal static class ConflictJson
{
    /// <summary>The array <c>conflicts</c>: <c>reason</c> and <see cref="Members"/>.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<TableConflict> conflicts) =>
        json.Array("conflicts", conflicts, conflict => json.Object(() =>
        {
            json.WriteString("reason", conflict.Reason);
            Members(json, conflict.Facts);
        }));

    /// <summary>The members <c>table, partitions, source, target</c>, the last two arrays of <c>commit, author, message</c>.</summary>
    public static void Members(Utf8JsonWriter json, ConflictFacts conflict)
    {
        json.WriteString("table", conflict.Table);
        json.Strings("partitions", conflict.Partitions);
        Commits(json, "source", conflict.Source);
        Commits(json, "target", conflict.Target);
    }

    private static void Commits(Utf8JsonWriter json, string name, IEnumerable<CommitFacts> commits) =>
        json.Array(name, commits, commit => json.Object(() =>
        {
            json.WriteString("commit", commit.Id);
            json.WriteString("author", commit.Author);
            json.WriteString("message", commit.Message);
        }));
}
