using System.Globalization;
using System.Runtime.ExceptionServices;
using Tarn.Iceberg.Avro;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Manifests;

/// <summary>Reads manifests of the versions 1, 2 and 3 (spec, "Manifests").</summary>
public static class ManifestReader
{
    /// <summary>A quarter of a MiB of packed entries, some 3,000, are worth a core of their own.</summary>
    private const int RunBytesMin = 1 << 18;

    /// <summary>What the manifest says of itself.</summary>
    /// <exception cref="IcebergException">Corrupt or Unsupported, with the location.</exception>
    public static ManifestHeader ReadHeader(ReadOnlyMemory<byte> content, string location)
    {
        var file = AvroFile.Open(content, location);
        return new ManifestHeader(Number(file, "format-version", 1), Number(file, "partition-spec-id", 0), file.Text("content") is "deletes");
    }

    /// <summary>
    /// The entries in their order, deleted ones included. What an entry inherits from the manifest list (snapshot, sequence numbers, first
    /// row id; spec, "Sequence Number Inheritance", "First Row ID Inheritance") is filled in.
    /// </summary>
    /// <param name="content">The manifest's bytes.</param>
    /// <param name="manifest">Its line in the manifest list.</param>
    /// <param name="spec">The spec that the line names.</param>
    /// <param name="schema">The schema that partition values are promoted to.</param>
    /// <exception cref="IcebergException">Corrupt or Unsupported, with the location.</exception>
    public static IReadOnlyList<ManifestEntry> Read(ReadOnlyMemory<byte> content, ManifestFile manifest, PartitionSpec spec, TableSchema schema) =>
        Read(content, manifest, (spec, schema), sieve: null).Entries;

    /// <summary>The same without those that a sieve drops. Large manifests are read on all cores.</summary>
    internal static ManifestContent Read(
        ReadOnlyMemory<byte> content, ManifestFile manifest, (PartitionSpec Spec, TableSchema Schema) table, ManifestSieve? sieve)
    {
        var file = AvroFile.Open(content, manifest.Path);
        var types = PartitionTypes.Of(table.Spec, table.Schema);
        var inherit = new EntryInheritance(manifest);
        var runs = SideBySide(file.Runs(RunBytesMin), blocks =>
        {
            var decoder = new ManifestEntryDecoder(file, manifest.SpecId, record => new PartitionDecoder(record, table.Spec, types, manifest.Path), sieve?.FieldIds);
            var run = new ManifestRun(inherit);
            foreach (var block in file.Blocks(blocks))
                ReadBlock(block, (decoder, inherit.Location), sieve, run);
            return run;
        });
        return new ManifestContent(inherit.Join(runs), runs.Sum(run => run.Dropped));
    }

    private static ManifestRun[] SideBySide(IReadOnlyList<Range> runs, Func<Range, ManifestRun> read)
    {
        if (runs.Count == 1)
            return [read(runs[0])];
        try
        {
            var done = new ManifestRun[runs.Count];
            Parallel.For(0, runs.Count, i => done[i] = read(runs[i]));
            return done;
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            throw;
        }
    }

    private static void ReadBlock(AvroBlock block, (ManifestEntryDecoder Reader, string Location) entry, ManifestSieve? sieve, ManifestRun run)
    {
        var decoder = new AvroDecoder(block.Data.Span, entry.Location);
        for (var i = 0; i < block.Count; i++)
        {
            if (sieve is null || !Passes(ref decoder, entry.Reader, sieve, run))
                run.Keep(entry.Reader.Read(ref decoder));
        }
        if (decoder.Left > 0)
            throw decoder.Broken($"has {decoder.Left} bytes behind its last entry");
    }

    /// <summary>Passes over an entry that is dropped.</summary>
    private static bool Passes(ref AvroDecoder decoder, ManifestEntryDecoder reader, ManifestSieve sieve, ManifestRun run)
    {
        var ahead = decoder;
        var glimpsed = reader.Glimpse(ref ahead);
        if (!sieve.Drops(glimpsed))
            return false;
        run.Drop(glimpsed);
        decoder = ahead;
        return true;
    }

    private static int Number(AvroFile file, string key, int absent)
    {
        if (file.Text(key) is not { } text)
            return absent;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw IcebergException.Corrupt(file.Location, $"has the {key} '{text}'.");
    }
}
