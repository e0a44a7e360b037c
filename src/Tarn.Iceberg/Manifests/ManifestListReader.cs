using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>Reads manifest lists of the versions 1, 2 and 3 (spec, "Manifest Lists").</summary>
public static class ManifestListReader
{
    /// <summary>The lines in their order.</summary>
    /// <exception cref="IcebergException">Corrupt or Unsupported, with the location.</exception>
    public static IReadOnlyList<ManifestFile> Read(ReadOnlyMemory<byte> content, string location)
    {
        var file = AvroFile.Open(content, location);
        var lines = new List<ManifestFile>();
        foreach (var block in file.Blocks())
            ReadBlock(block, file, lines);
        return lines;
    }

    private static void ReadBlock(AvroBlock block, AvroFile file, List<ManifestFile> lines)
    {
        var decoder = new AvroDecoder(block.Data.Span, file.Location);
        for (var i = 0; i < block.Count; i++)
        {
            var line = default(ManifestFileFields);
            foreach (var field in file.Record.Fields)
                line.Read(ref decoder, field);
            lines.Add(line.ToManifestFile(ref decoder));
        }
        if (decoder.Left > 0)
            throw decoder.Broken($"has {decoder.Left} bytes behind its last line");
    }
}
