using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tarn.Iceberg;
using Tarn.Server.Access;

namespace Tarn.Server.IcebergRest;

/// <summary>One request: what stands in its path, its query, its headers and its body.</summary>
internal sealed class RestCall(HttpContext http, RestLake lake, Caller caller, BranchName defaultBranch)
{
    private const char LevelSeparator = '\x1f';
    private const int KeyLength = 36;
    private const int FingerprintBytes = 16;
    private byte[] _body = [];

    public RestLake Lake => lake;

    public Caller Caller => caller;

    public HttpRequest Request => http.Request;

    public CancellationToken Cancel => http.RequestAborted;

    /// <summary>
    /// The prefix, decoded; the default branch when the path has none. ASP.NET leaves %2F as it is, and some clients (older DuckDB) encode the
    /// prefix of the configuration again, so what is left of percent signs is decoded too: no reference has one.
    /// </summary>
    public string Prefix => Uri.UnescapeDataString(Route("prefix") ?? defaultBranch.Value);

    /// <summary>The branch of clients that name none.</summary>
    public BranchName DefaultBranch => defaultBranch;

    /// <summary>The namespace in the path, its levels joined by dots.</summary>
    /// <exception cref="RestException">404: it can be none of this catalog's, by its name alone.</exception>
    public string Namespace => PathNamespace ?? throw RestException.NoSuchNamespace(string.Join('.', PathLevels));

    /// <summary>The table in the path.</summary>
    /// <exception cref="RestException">404: it can be none of this catalog's, by its name alone.</exception>
    public TableName Table => PathName("table") ?? throw RestException.NoSuchTable($"{string.Join('.', PathLevels)}.{Route("table")}");

    /// <summary>The view in the path.</summary>
    /// <exception cref="RestException">404: it can be none of this catalog's, by its name alone.</exception>
    public TableName View => PathName("view") ?? throw RestException.NoSuchView($"{string.Join('.', PathLevels)}.{Route("view")}");

    /// <summary>The key under which a request happens once; null when it has none.</summary>
    /// <exception cref="RestException">400: it is no UUID.</exception>
    public string? IdempotencyKey => Header("Idempotency-Key") switch
    {
        null => null,
        { Length: KeyLength } key when Guid.TryParse(key, out var uuid) => $"rest/{uuid:D}",
        var key => throw RestException.BadRequest($"The Idempotency-Key '{key}' is no UUID."),
    };

    /// <summary>Tells this request from others: 32 hexadecimal digits of its method, its path, its query and the body that was read.</summary>
    public string Fingerprint
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Request.Method} {Request.Path}{Request.QueryString}\n"));
            hash.AppendData(_body);
            return Convert.ToHexStringLower(hash.GetHashAndReset()[..FingerprintBytes]);
        }
    }

    /// <summary>What the prefix means now.</summary>
    public Task<LakeRef> AtAsync() => LakeRef.ResolveAsync(lake.Catalog, Prefix, Cancel);

    public string? Header(string name) => Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    public string? Query(string name) => Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The body, read by a parser of the spec's requests.</summary>
    /// <exception cref="RestException">400: it is not such a request.</exception>
    public async Task<T> ReadAsync<T>(RequestParser<T> parse)
    {
        using var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, Cancel);
        _body = body.ToArray();
        try
        {
            return parse(_body);
        }
        catch (IcebergException e)
        {
            throw RestException.BadRequest(e.Message);
        }
    }

    /// <summary>A namespace of levels.</summary>
    /// <exception cref="RestException">400: a level is no name of this catalog.</exception>
    public static string NamespaceOf(IReadOnlyList<string> levels) => TryNamespaceOf(levels) ?? throw RestException.BadRequest(
        $"'{string.Join('.', levels)}' is not the name of a namespace here: each level is letters, digits, '_', '-' and spaces within, at most 128 of them.");

    /// <summary>A table or view in a namespace.</summary>
    /// <exception cref="RestException">400: it is no name of this catalog.</exception>
    public static TableName NameOf(string ns, string name) => TryNameOf(ns, name) ?? throw RestException.BadRequest(
        $"'{name}' is not the name of a table or view here: use letters, digits, '_', '-' and spaces within, at most 128 of them.");

    /// <summary>A namespace of levels; null when a level is no name of this catalog.</summary>
    public static string? TryNamespaceOf(IReadOnlyList<string> levels)
    {
        var name = string.Join('.', levels);
        return levels.Count > 0 && !levels.Any(level => level.Contains('.')) && TableName.TryParseNested($"{name}.x") is not null ? name : null;
    }

    private string[] PathLevels => (Route("namespace") ?? "").Split(LevelSeparator);

    private string? PathNamespace => TryNamespaceOf(PathLevels);

    private TableName? PathName(string what) => PathNamespace is { } ns ? TryNameOf(ns, Route(what) ?? "") : null;

    private static TableName? TryNameOf(string ns, string name) => name.Contains('.') ? null : TableName.TryParseNested($"{ns}.{name}");

    private string? Route(string name) => Request.RouteValues.GetValueOrDefault(name) as string;
}
