using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Tarn.Server.IcebergRest;

/// <summary>An answer, whole before its first byte is sent.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON; empty for no body.</param>
internal sealed record RestReply(int Status, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Done, and nothing to tell.</summary>
    public static RestReply NoContent { get; } = new(204, ReadOnlyMemory<byte>.Empty);

    /// <summary>What the client has is still so.</summary>
    public static RestReply NotModified { get; } = new(304, ReadOnlyMemory<byte>.Empty);

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A JSON object.</summary>
    public static RestReply Json(int status, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return new RestReply(status, buffer.WrittenMemory);
    }

    public async Task SendAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (Body.IsEmpty)
            return;
        response.ContentType = "application/json";
        response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.Body.WriteAsync(Body, response.HttpContext.RequestAborted);
    }
}
