using System.IO.Compression;
using System.Text;

namespace Tarn.Core.Tests.Sources.Rest;

/// <summary>What a stub answers: whole, or cut after SendBytes, or with the connection reset.</summary>
internal sealed record StubAnswer
{
    public int Status { get; init; } = 200;

    public Dictionary<string, string> Headers { get; init; } = new() { ["Content-Type"] = "application/json" };

    public byte[] Body { get; init; } = [];

    public int SendBytes { get; init; } = int.MaxValue;

    public bool PromiseLength { get; init; } = true;

    public bool Reset { get; init; }

    public static StubAnswer Json(string json) => new() { Body = Encoding.UTF8.GetBytes(json) };

    public static StubAnswer Failure(int status, string body = "it broke") => Json(body) with { Status = status };

    public StubAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    public StubAnswer Gzipped()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Body);
        return With("Content-Encoding", "gzip") with { Body = packed.ToArray() };
    }

    /// <summary>Chunked by hand; with ended false the last chunk never comes.</summary>
    public StubAnswer Chunked(bool ended)
    {
        var chunk = Encoding.Latin1.GetBytes($"{Body.Length:x}\r\n").Concat(Body).Concat("\r\n"u8.ToArray());
        var last = ended ? "0\r\n\r\n"u8.ToArray() : [];
        return With("Transfer-Encoding", "chunked") with { Body = [.. chunk, .. last], PromiseLength = false };
    }
}
