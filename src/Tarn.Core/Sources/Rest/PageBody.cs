using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rest;

/// <summary>Reads an answer's body and says whether it is whole: the promised length, the last chunk, the gzip trailer, one complete JSON value.</summary>
internal static class PageBody
{
    /// <summary>The largest body taken, packed or unpacked. More is refused: a page is held in memory.</summary>
    public const int BytesMax = 1 << 30;

    private const int ExcerptLength = 200;

    /// <summary>The body without its content coding.</summary>
    /// <exception cref="IOException">The connection ended before the body did.</exception>
    /// <exception cref="InvalidDataException">The body's coding is cut, broken or unknown, or the body is too large.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        var sent = await content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        if (content.Headers.ContentLength is { } promised && promised != sent.LongLength)
            throw new InvalidDataException($"the body has {sent.LongLength} of the {promised} bytes promised");
        var coding = string.Join(", ", content.Headers.ContentEncoding).ToLowerInvariant();
        return coding switch
        {
            "" or "identity" => sent,
            "gzip" or "x-gzip" => Unpack(sent),
            _ => throw new InvalidDataException($"the body is coded as '{coding}', which was not asked for"),
        };
    }

    /// <summary>Why the body is not one complete JSON value; null when it is.</summary>
    public static string? JsonFault(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = JsonPath.ReaderOf(body[JsonRecordSlicer.MarkBytes(body)..]);
            while (reader.Read()) { }
            return null;
        }
        catch (JsonException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The first 200 characters of the body for a message, control characters shown as dots.</summary>
    public static string Excerpt(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, ExcerptLength * 4)]);
        var head = text.Length > ExcerptLength ? text[..ExcerptLength] : text;
        return string.Concat(head.Select(c => char.IsControl(c) ? '.' : c)).Trim();
    }

    /// <summary>Undoes gzip (RFC 1952). The trailer is compared too, since a body cut within its last block would unpack without complaint.</summary>
    private static byte[] Unpack(byte[] packed)
    {
        if (packed.Length < 18)
            throw new InvalidDataException($"the gzip body is cut after {packed.Length} bytes");
        using var body = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
            CopyBounded(gzip, body);
        if (BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - 4)) != (uint)body.Length)
            throw new InvalidDataException($"the gzip body is cut: its trailer does not tell the {body.Length} bytes it unpacks to");
        return body.ToArray();
    }

    private static void CopyBounded(GZipStream from, MemoryStream to)
    {
        var buffer = new byte[1 << 16];
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            if (to.Length + read > BytesMax)
                throw new InvalidDataException($"the gzip body unpacks to more than {BytesMax} bytes");
            to.Write(buffer, 0, read);
        }
    }
}
