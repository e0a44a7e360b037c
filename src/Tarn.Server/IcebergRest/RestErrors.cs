using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tarn.Iceberg;
using Tarn.Server.Access;
using Tarn.Storage;

namespace Tarn.Server.IcebergRest;

/// <summary>Which error of the REST API a failure is ("ErrorModel").</summary>
internal static class RestErrors
{
    private static readonly string[] UnknownRefs = ["catalog.unknown-ref", "catalog.bad-ref", "catalog.ambiguous-ref", "catalog.before-history", "catalog.expired"];

    public static RestException Of(Exception failure) => failure switch
    {
        RestException e => e,
        AccessException { Status: 401 } e => new RestException(401, "NotAuthorizedException", e.Message),
        AccessException e => RestException.Forbidden(e.Message),
        BadHttpRequestException e => RestException.BadRequest(e.Message),
        LocationOutsideException e => RestException.BadRequest($"{e.Message} Tables of this catalog lie in the lake."),
        TarnException e when OfCode(e.Problems[0].Code, Text(e)) is { } known => known,
        IcebergException { Kind: IcebergFault.Conflict } e => RestException.CommitFailed(e.Message),
        IcebergException { Kind: IcebergFault.Invalid } e => RestException.BadRequest(e.Message),
        IcebergException { Kind: IcebergFault.Unsupported } e => new RestException(501, "UnsupportedOperationException", e.Message),
        JsonException e => new RestException(500, "InternalServerError", e.Message),
        _ => OfKind(failure),
    };

    /// <summary>The reply of an error, with what HTTP wants beside it.</summary>
    public static RestReply ReplyOf(RestException error)
    {
        var reply = RestReply.Json(error.Status, json =>
        {
            json.WriteStartObject("error");
            json.WriteString("message", error.Message);
            json.WriteString("type", error.Type);
            json.WriteNumber("code", error.Status);
            json.WriteEndObject();
        });
        return error.Status switch
        {
            401 => reply with { Headers = [("WWW-Authenticate", "Bearer")] },
            503 => reply with { Headers = [("Retry-After", "1")] },
            _ => reply,
        };
    }

    private static RestException? OfCode(string code, string text) => code switch
    {
        "catalog.branch-sealed" => RestException.Forbidden(text),
        "catalog.table-moved" => RestException.CommitFailed(text),
        "catalog.unknown-outcome" => new RestException(500, "CommitStateUnknownException", text),
        _ when UnknownRefs.Contains(code) => new RestException(404, "NoSuchWarehouseException", text),
        _ => null,
    };

    private static RestException OfKind(Exception failure)
    {
        var text = Text(failure);
        return FailureKinds.Of(failure) switch
        {
            FailureKind.Invalid => RestException.BadRequest(text),
            FailureKind.Conflict => RestException.CommitFailed(text),
            FailureKind.Unavailable => new RestException(503, "ServiceUnavailableException", text),
            _ => new RestException(500, "InternalServerError", text),
        };
    }

    private static string Text(Exception failure) =>
        string.Join('\n', FailureKinds.ProblemsOf(failure).Select(p => p.Next is null ? p.What : $"{p.What} {p.Next}"));
}
