using System.Buffers.Binary;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Deletes;

/// <summary>Reads what a puffin file says of itself (puffin spec, "File structure").</summary>
public static class PuffinFile
{
    private const int TailBytes = 12;

    private static readonly PuffinJsonContext Json = new(MetadataJson.Options());

    private static ReadOnlySpan<byte> Magic => "PFA1"u8;

    /// <summary>The footer of a file. Blobs are not looked into; that each lies between the file's start and its footer is made sure of.</summary>
    /// <param name="file">The file, whole.</param>
    /// <param name="location">Where it lies.</param>
    /// <exception cref="IcebergException">Corrupt: what is broken, and where. Unsupported: the footer is compressed.</exception>
    public static PuffinFooter ReadFooter(ReadOnlySpan<byte> file, string location)
    {
        if (file.Length < Magic.Length + Magic.Length + TailBytes)
            throw IcebergException.Corrupt(location, $"has {file.Length} bytes, too few for a puffin file.");
        CheckMagic(file, 0, location);
        CheckMagic(file, file.Length - Magic.Length, location);
        var payload = PayloadOf(file, location);
        CheckMagic(file, payload.Start.Value - Magic.Length, location);
        CheckFlags(BinaryPrimitives.ReadUInt32LittleEndian(file[^8..]), location);
        var footer = MetadataJson.Read(file[payload], Json.PuffinFooterDocument, location).ToFooter(location);
        CheckBlobs(footer, payload.Start.Value - Magic.Length, location);
        return footer;
    }

    private static Range PayloadOf(ReadOnlySpan<byte> file, string location)
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(file[^TailBytes..]);
        var sizeMax = file.Length - TailBytes - (2 * Magic.Length);
        return size >= 0 && size <= sizeMax
            ? (file.Length - TailBytes - size)..(file.Length - TailBytes)
            : throw IcebergException.Corrupt(location, $"tells a footer of {size} bytes at byte {file.Length - TailBytes}, where {sizeMax} are the most.");
    }

    private static void CheckFlags(uint flags, string location)
    {
        if ((flags & 1) != 0)
            throw IcebergException.Unsupported(location, "has a footer that is compressed with LZ4, which Tarn does not read.");
        if (flags != 0)
            throw IcebergException.Unsupported(location, $"has a footer with the unknown flags {flags:X8}.");
    }

    private static void CheckMagic(ReadOnlySpan<byte> file, int at, string location)
    {
        if (!file[at..].StartsWith(Magic))
            throw IcebergException.Corrupt(location, $"has {Convert.ToHexString(file.Slice(at, Magic.Length))} at byte {at} where {Convert.ToHexString(Magic)} (PFA1) should stand.");
    }

    private static void CheckBlobs(PuffinFooter footer, int footerStart, string location)
    {
        for (var i = 0; i < footer.Blobs.Count; i++)
        {
            var blob = footer.Blobs[i];
            if (blob.Offset < Magic.Length || blob.Length < 0 || blob.Length > footerStart - blob.Offset)
                throw IcebergException.BrokenProperty(location, $"blobs[{i}]", $"lies at {blob.Offset} with {blob.Length} bytes, outside of {Magic.Length} to {footerStart}.");
        }
    }
}
