using System.Text.Json;
using Tarn.Catalog;
using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn tag list</c>.</summary>
internal sealed class TagListCommand(Shell shell) : TarnCommand(shell, "list", "List the tags with their commits.")
{
    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("tag list", "Every tag."),
    ];

    /// <summary>The members of a tag: <c>name, commit, created</c>.</summary>
    public static void Members(Utf8JsonWriter json, Tag tag)
    {
        json.WriteString("name", tag.Name.Value);
        json.WriteString("commit", tag.Commit);
        json.Time("created", tag.Created);
    }

    public async Task<int> ListAsync(CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var tags = await lake.Catalog.ListTagsAsync(cancel);
        if (call.Json)
            return call.PrintArray(tags, Members);
        if (tags.Count == 0)
            return call.PrintLine($"no tags yet; '{call.Shell.Program} tag create NAME' makes one");
        var sheet = Sheet.Of("tag", "commit", "created");
        foreach (var tag in tags)
            sheet.Add(tag.Name.Value, Words.Short(tag.Commit), Words.Time(tag.Created));
        SheetText.Write(call.Terminal, sheet);
        return ExitCodes.Ok;
    }

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => ListAsync(call, cancel);
}
