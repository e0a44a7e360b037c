using System.Diagnostics;
using Tarn.Iceberg.Avro;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Manifests;

public sealed class ManifestReaderTests(ITestOutputHelper output)
{
    [Fact]
    public void What_was_written_is_read_again()
    {
        var written = Sample.Write(25);
        var manifest = written.At(5);
        var entries = ManifestReader.Read(written.Content, manifest, Sample.Spec, Sample.Schema);
        entries.Count.ShouldBe(25);
        for (var n = 0; n < 25; n++)
        {
            entries[n].File.ShouldBeEquivalentTo(Sample.File(n) with
            {
                ColumnBytes = entries[n].File.ColumnBytes,
                ValueCounts = entries[n].File.ValueCounts,
                NullCounts = entries[n].File.NullCounts,
                NanCounts = entries[n].File.NanCounts,
                LowerBounds = entries[n].File.LowerBounds,
                UpperBounds = entries[n].File.UpperBounds,
                SplitOffsets = entries[n].File.SplitOffsets,
                Partition = entries[n].File.Partition,
            });
            SameMaps(entries[n].File, Sample.File(n));
        }
    }

    [Fact]
    public void The_line_of_the_list_counts_files_and_rows_and_bounds_the_tuples()
    {
        var manifest = Sample.Write(10).At(5);
        (manifest.AddedFiles, manifest.ExistingFiles, manifest.DeletedFiles).ShouldBe((10, 0, 0));
        manifest.AddedRows.ShouldBe(1045);
        manifest.Partitions!.Count.ShouldBe(Sample.Spec.Fields.Count);
        manifest.Partitions[1].ContainsNull.ShouldBeTrue();
        SingleValue.Decode(new IcebergType.Int(), manifest.Partitions[1].LowerBound).ShouldBe(-7);
        manifest.Partitions[12].LowerBound.ShouldBeNull();
    }

    [Fact]
    public void A_list_of_manifests_is_read_again()
    {
        ManifestFile[] lines = [Sample.Write(3).At(5), Sample.Write(1).At(6) with { Partitions = null, Deletes = true, KeyMetadata = [9] }];
        var read = ManifestListReader.Read(ManifestListWriter.Write(lines, 77, null, 6), "l.avro");
        read.Select(l => l with { Partitions = null, KeyMetadata = null }).ShouldBe(lines.Select(l => l with { Partitions = null, KeyMetadata = null }));
        read[0].Partitions.ShouldBeEquivalentTo(lines[0].Partitions!.ToList());
        read[1].KeyMetadata.ShouldBe([9]);
    }

    [Fact]
    public void An_added_file_takes_its_sequence_number_from_the_list_and_others_keep_theirs()
    {
        var writer = new ManifestWriter(Sample.Schema, Sample.Spec, 77);
        writer.Add(Sample.Added(0));
        writer.Add(new ManifestEntry { Status = EntryStatus.Existing, SnapshotId = 70, SequenceNumber = 2, FileSequenceNumber = 3, File = Sample.File(1) });
        writer.Add(new ManifestEntry { Status = EntryStatus.Deleted, SnapshotId = 77, SequenceNumber = 1, FileSequenceNumber = 1, File = Sample.File(2) });
        var written = writer.Finish("m.avro");
        var line = written.At(9);
        (line.SequenceNumber, line.MinSequenceNumber).ShouldBe((9, 2));
        var entries = ManifestReader.Read(written.Content, line, Sample.Spec, Sample.Schema);
        entries.Select(e => (e.SnapshotId, e.SequenceNumber, e.FileSequenceNumber)).ShouldBe([(77, 9, 9), (70, 2, 3), (77, 1, 1)]);
    }

    [Fact]
    public void An_existing_file_without_its_numbers_is_refused()
    {
        var writer = new ManifestWriter(Sample.Schema, Sample.Spec, 77);
        var refusal = Should.Throw<IcebergException>(() => writer.Add(Sample.Added(0) with { Status = EntryStatus.Existing }));
        refusal.Kind.ShouldBe(IcebergFault.Invalid);
        refusal.Location.ShouldBe(Sample.File(0).Path);
    }

    [Fact]
    public void Values_of_tuples_are_of_the_types_of_their_columns()
    {
        var written = Sample.Write(1);
        var tuple = ManifestReader.Read(written.Content, written.At(1), Sample.Spec, Sample.Schema)[0].File.Partition;
        tuple.Select(value => value?.GetType()).ShouldBe(Sample.Tuple.Select(value => value?.GetType()));
    }

    [Fact]
    public void Row_ids_are_handed_out_in_order()
    {
        var written = Sample.Write(3);
        var entries = ManifestReader.Read(written.Content, written.At(9) with { FirstRowId = 1000 }, Sample.Spec, Sample.Schema);
        entries.Select(e => e.File.FirstRowId).ShouldBe([1000, 1100, 1201]);
    }

    [Fact]
    public void A_file_with_a_row_id_of_its_own_takes_none_from_those_after_it_also_when_it_is_passed_over()
    {
        var writer = new ManifestWriter(Sample.Schema, Sample.Spec, 77, version: 3);
        writer.Add(new ManifestEntry { Status = EntryStatus.Existing, SnapshotId = 70, SequenceNumber = 2, FileSequenceNumber = 3, File = Sample.File(0) with { FirstRowId = 500 } });
        writer.Add(Sample.Added(1));
        var written = writer.Finish("m.avro");
        var line = written.At(9) with { FirstRowId = 1000 };
        ManifestReader.Read(written.Content, line, Sample.Spec, Sample.Schema).Select(e => e.File.FirstRowId).ShouldBe([500, 1000]);
        var sieve = new ManifestSieve([], file => file.RecordCount != Sample.File(0).RecordCount);
        ManifestReader.Read(written.Content, line, (Sample.Spec, Sample.Schema), sieve).Entries.Select(e => e.File.FirstRowId).ShouldBe([1000]);
    }

    [Fact]
    public void A_large_manifest_is_read_in_several_runs_and_hands_out_row_ids_in_order_all_the_same()
    {
        var written = Sample.Write(30_000);
        AvroFile.Open(written.Content, "m.avro").Runs(1 << 18).Count.ShouldBeGreaterThan(2);
        var line = written.At(9) with { FirstRowId = 1000 };
        var expected = new List<(string, long?)>();
        for (var (i, next) = (0, 1000L); i < 30_000; next += Sample.File(i++).RecordCount)
            expected.Add((Sample.File(i).Path, next));
        RowIds(ManifestReader.Read(written.Content, line, Sample.Spec, Sample.Schema)).ShouldBe(expected);
        var third = ManifestReader.Read(written.Content, line, (Sample.Spec, Sample.Schema), new ManifestSieve([], file => file.RecordCount % 3 == 0));
        RowIds(third.Entries).ShouldBe(expected.Where((_, i) => Sample.File(i).RecordCount % 3 == 0));
        third.Dropped.ShouldBe(20_000);

        static IEnumerable<(string, long?)> RowIds(IEnumerable<ManifestEntry> entries) => entries.Select(entry => (entry.File.Path, entry.File.FirstRowId));
    }

    [Fact]
    public void Damage_in_any_run_of_a_large_manifest_is_told_as_what_it_is()
    {
        var written = Sample.Write(30_000);
        foreach (var share in new[] { 0.2, 0.5, 0.9 })
        {
            var bytes = written.Content.ToArray();
            bytes.AsSpan((int)(bytes.Length * share), 400).Clear();
            var refusal = Should.Throw<IcebergException>(() => ManifestReader.Read(bytes, written.At(1), Sample.Spec, Sample.Schema));
            (refusal.Kind, refusal.Location).ShouldBe((IcebergFault.Corrupt, written.At(1).Path));
        }
    }

    [Fact]
    public void Tuples_written_before_a_promotion_are_read_as_the_type_of_today()
    {
        PartitionSpec spec = new() { SpecId = 1, Fields = [new PartitionField(1, 1000, "n", new Transform.Identity())] };
        var writer = new ManifestWriter(SchemaOf(new IcebergType.Int()), spec, 1);
        writer.Add(new ManifestEntry { Status = EntryStatus.Added, File = Sample.File(0) with { SpecId = 1, Partition = [5] } });
        var written = writer.Finish("m.avro");
        ManifestReader.Read(written.Content, written.At(1), spec, SchemaOf(new IcebergType.Long()))[0].File.Partition.ShouldBe([5L]);
    }

    [Fact]
    public void The_header_says_what_the_manifest_holds() =>
        ManifestReader.ReadHeader(Sample.Write(1).Content, "m.avro").ShouldBe(new ManifestHeader(2, 4, Deletes: false));

    [Fact]
    public void Thirty_thousand_entries_are_read_in_seconds()
    {
        var written = Sample.Write(30_000);
        ManifestReader.Read(written.Content, written.At(1), Sample.Spec, Sample.Schema);
        var clock = Stopwatch.StartNew();
        var entries = ManifestReader.Read(written.Content, written.At(1), Sample.Spec, Sample.Schema);
        output.WriteLine($"{entries.Count} entries of {written.Content.Length} bytes in {clock.ElapsedMilliseconds} ms");
        entries.Count.ShouldBe(30_000);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static TableSchema SchemaOf(IcebergType type) => new()
    {
        SchemaId = 0,
        Fields = new FieldList([new NestedField { Id = 1, Name = "n", Type = type }]),
    };

    private static void SameMaps(DataFile read, DataFile written)
    {
        read.ColumnBytes!.ShouldBe(written.ColumnBytes!);
        read.ValueCounts!.ShouldBe(written.ValueCounts!);
        read.NullCounts!.ShouldBe(written.NullCounts!);
        read.NanCounts!.ShouldBe(written.NanCounts!);
        read.LowerBounds!.Keys.ShouldBe(written.LowerBounds!.Keys);
        read.LowerBounds!.Values.ShouldBe(written.LowerBounds.Values);
        (read.UpperBounds?.Values).ShouldBe(written.UpperBounds?.Values);
        read.SplitOffsets.ShouldBe(written.SplitOffsets);
        read.Partition.ShouldBe(written.Partition);
    }
}
