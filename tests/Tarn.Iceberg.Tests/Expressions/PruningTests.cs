using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;

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
        foreach (var (held, file) in files)
        {
            var kept = tuples.MightMatch(file.Partition) && bounds.MightMatch(file);
            _ = kept ? _kept++ : _dropped++;
            if (!kept && held.Exists(row => Wants(filter, row)))
                return false;
        }
        return new ManifestEvaluator(table.Schema, spec, filter).MightMatch(ManifestOf(table, spec, files.Select(f => f.File)))
            || !rows.Exists(row => Wants(filter, row));
    }

    private static bool Wants(Expression filter, object?[] row) => RowTruth.Wants(filter, id => row[id - 1]);

    private static object?[] TupleOf(RandomTable table, PartitionSpec spec, object?[] row) =>
        [.. spec.Fields.Select(f => PartitionValues.Apply(f.Transform, table.Schema.Fields[f.SourceId - 1].Type, row[f.SourceId - 1]))];

    private static string KeyOf(object? value) => value switch { null => "null", byte[] bytes => $"0x{Convert.ToHexString(bytes)}", _ => $"'{value}'" };

    private static ManifestFile ManifestOf(RandomTable table, PartitionSpec spec, IEnumerable<DataFile> files)
    {
        var writer = new ManifestWriter(table.Schema, spec, 1);
        foreach (var file in files)
            writer.Add(new ManifestEntry { Status = EntryStatus.Added, File = file });
        return writer.Finish("m").At(1);
    }
}
