using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;

namespace Tarn.Iceberg.Tests.Expressions;

public sealed class PruningTests(ITestOutputHelper output)
{
    private int _kept;
    private int _dropped;

    [Fact]
    public void Pruning_never_drops_a_file_that_holds_a_row_that_is_wanted()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => KeepsWhatIsWanted(new RandomTable(new Random(seed)))).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
        output.WriteLine($"kept {_kept}, dropped {_dropped}");
        _dropped.ShouldBeGreaterThan(_kept / 5);
    }

    private bool KeepsWhatIsWanted(RandomTable table)
    {
        var spec = table.Spec();
        var filter = table.Condition(depth: 3);
        var rows = table.Rows();
        var files = rows.GroupBy(row => string.Join('|', TupleOf(table, spec, row).Select(KeyOf)))
            .Select(group => (Rows: group.ToList(), File: table.File(spec, TupleOf(table, spec, group.First()), group.ToList())))
            .ToList();
        var tuples = new PartitionEvaluator(table.Schema, spec, filter);
        var bounds = new BoundsEvaluator(table.Schema, filter);
        var written = Written(table, spec, files.Select(f => f.File));
        var sieve = new SpecFilter(new ScanRequest { Schema = table.Schema, Specs = [spec], Filter = filter }, spec).Sieve();
        Read(written, sieve).Where(file => sieve is not null || Keeps(file)).Select(Text).ShouldBe(Read(written, null).Where(Keeps).Select(Text));
        foreach (var (held, file) in files)
        {
            var kept = Keeps(file);
            _ = kept ? _kept++ : _dropped++;
            if (!kept && held.Exists(row => Wants(filter, row)))
                return false;
        }
        return new ManifestEvaluator(table.Schema, spec, filter).MightMatch(ManifestOf(table, spec, files.Select(f => f.File)))
            || !rows.Exists(row => Wants(filter, row));

        IEnumerable<DataFile> Read(WrittenManifest manifest, ManifestSieve? sieve) =>
            ManifestReader.Read(manifest.Content, manifest.At(1), (spec, table.Schema), sieve).Entries.Select(entry => entry.File);

        bool Keeps(DataFile file) => tuples.MightMatch(file.Partition) && bounds.MightMatch(file);
    }

    private static string Text(DataFile file) =>
        $"{file.Path} {file.RecordCount} {file.FileBytes} {Counts(file.ValueCounts)} {Counts(file.NullCounts)} {file.LowerBounds?.Count} {file.UpperBounds?.Count}";

    private static string Counts(IReadOnlyDictionary<int, long>? counts) => counts is null ? "none" : string.Join(',', counts.OrderBy(c => c.Key));

    private static bool Wants(Expression filter, object?[] row) => RowTruth.Wants(filter, id => row[id - 1]);

    private static object?[] TupleOf(RandomTable table, PartitionSpec spec, object?[] row) =>
        [.. spec.Fields.Select(f => PartitionValues.Apply(f.Transform, table.Schema.Fields[f.SourceId - 1].Type, row[f.SourceId - 1]))];

    private static string KeyOf(object? value) => value switch { null => "null", byte[] bytes => $"0x{Convert.ToHexString(bytes)}", _ => $"'{value}'" };

    private static ManifestFile ManifestOf(RandomTable table, PartitionSpec spec, IEnumerable<DataFile> files) => Written(table, spec, files).At(1);

    private static WrittenManifest Written(RandomTable table, PartitionSpec spec, IEnumerable<DataFile> files)
    {
        var writer = new ManifestWriter(table.Schema, spec, 1);
        foreach (var file in files)
            writer.Add(new ManifestEntry { Status = EntryStatus.Added, File = file });
        return writer.Finish("m");
    }
}
