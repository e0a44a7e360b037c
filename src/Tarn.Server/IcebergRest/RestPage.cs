using System.Globalization;
using System.Text;
using System.Text.Json;
using Tarn.Catalog;

namespace Tarn.Server.IcebergRest;

/// <summary>
/// A page of a list. The token names the commit of the first page and the last name told, so that all pages are of one state of the lake
/// whatever is committed meanwhile.
/// </summary>
/// <param name="Tree">The state listed.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="After">The last name of the page before; null on the first.</param>
/// <param name="Size">How many at most; null is all.</param>
internal sealed record RestPage(CatalogTree Tree, string Commit, string? After, int? Size)
{
    /// <summary>What the query asks for. Without a token all is told at once, whatever the size asked for.</summary>
    /// <exception cref="RestException">400: the token or the size is not right. 404: there is no such prefix.</exception>
    public static async Task<RestPage> OfAsync(RestCall call)
    {
        var at = await call.AtAsync();
        var token = call.Query("pageToken");
        var size = token is null ? null : SizeOf(call.Query("pageSize"));
        if (token is null or "")
            return new RestPage(at.Tree, at.Commit.Id, After: null, size);
        var (commit, after) = Parse(token);
        return new RestPage(call.Lake.Catalog.TreeOf(await CommitAsync(call, commit)), commit, after, size);
    }

    /// <summary>A list as the page has it.</summary>
    /// <param name="list">The name of the JSON property.</param>
    /// <param name="names">Every name, in ordinal order.</param>
    /// <param name="write">Writes one.</param>
    public RestReply Reply(string list, IEnumerable<string> names, Action<Utf8JsonWriter, string> write)
    {
        var rest = After is null ? names : names.SkipWhile(name => string.CompareOrdinal(name, After) <= 0);
        var shown = (Size is { } most ? rest.Take(most + 1) : rest).ToList();
        var isLast = Size is not { } size || shown.Count <= size;
        if (!isLast)
            shown.RemoveAt(shown.Count - 1);
        return RestReply.Json(200, json =>
        {
            json.WriteString("next-page-token", isLast ? null : Print(Commit, shown[^1]));
            json.WriteStartArray(list);
            foreach (var name in shown)
                write(json, name);
            json.WriteEndArray();
        });
    }

    private static int? SizeOf(string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size
        : throw RestException.BadRequest($"The pageSize '{text}' is no number above 0.");

    private static string Print(string commit, string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{commit} {after}"));

    private static (string Commit, string After) Parse(string token)
    {
        var bytes = new byte[token.Length];
        var parts = Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(' ', 2) : [];
        return parts is [var commit, var after] && commit.Length > 0 && commit.All(char.IsAsciiHexDigitLower) ? (commit, after) : throw BadToken();
    }

    private static async Task<CatalogCommit> CommitAsync(RestCall call, string id)
    {
        try
        {
            return await call.Lake.Catalog.CommitOfAsync(id, call.Cancel);
        }
        catch (TarnException e) when (e.Kind is FailureKind.Corrupt)
        {
            throw BadToken();
        }
    }

    private static RestException BadToken() => RestException.BadRequest("The pageToken is not one that this server gave.");
}
