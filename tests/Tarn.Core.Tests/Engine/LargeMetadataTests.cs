using System.Diagnostics;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Engine;

/// <summary>Metadata of many files, of which none is there (fault F27): 20,000 of them, in the long form 1,000,000.</summary>
public sealed class LargeMetadataTests
{
    private const int Commits = 10;
    private static readonly IcebergType Long = new IcebergType.Long();
    private readonly TableFiles _files = new(new MemoryObjectStore("lake"));
    private long _lastSnapshot;

    [Fact]
    public async Task Files_are_appended_planned_filtered_and_forgotten_in_time_and_memory_linear_to_their_number()
    {
        var (few, many) = (LongTests.Of(2_000, 100_000), LongTests.Of(20_000, 1_000_000));
        await MeasureAsync(few);
        var (small, large) = (await MeasureAsync(few), await MeasureAsync(many));
        TestContext.Current.SendDiagnosticMessage($"{few} files: {small}{Environment.NewLine}{many} files: {large}");
        Ratio(large.Append, small.Append).ShouldBeLessThan(3 * many / few);
        Ratio(large.Plan, small.Plan).ShouldBeLessThan(3 * many / few);
        Ratio(large.Expire, small.Expire).ShouldBeLessThan(3 * many / few);
        large.PlanBytes.ShouldBeLessThan(2_000L * many);
        large.FilteredBytes.ShouldBeInRange(1, 200L * many);
    }

    private async Task<Measures> MeasureAsync(int count)
    {
        var clock = Stopwatch.StartNew();
        var table = New();
        for (var commit = 0; commit < Commits; commit++)
            table = await AppendedAsync(table, Enumerable.Range(commit * (count / Commits), count / Commits));
        var append = clock.Elapsed;
        var (planTime, planBytes) = await PlannedAsync(table, new Expression.True(), count);
        var filter = new Expression.And(new Expression.GreaterOrEqual(1, 50L * count), new Expression.Less(1, 51L * count));
        var (filteredTime, filteredBytes) = await PlannedAsync(table, filter, count / 100);
        clock.Restart();
        var expired = MetadataChange.Apply(table, ExpiryPlan.Make(table, new ExpiryRule { NowMs = table.LastUpdatedMs + 1, OlderThanMs = table.LastUpdatedMs }).Updates, table.LastUpdatedMs + 1);
        expired.Snapshots.Count.ShouldBe(1);
        await PlannedAsync(expired, filter, count / 100);
        return new Measures(append, planTime, filteredTime, clock.Elapsed, planBytes, filteredBytes);
    }

    /// <summary>How long it takes to plan so many files, and the memory that the plan holds.</summary>
    private async Task<(TimeSpan Time, long Bytes)> PlannedAsync(TableMetadata table, Expression filter, int count)
    {
        // The plan before lies on the stack for as long as this goes on where that ended.
        await Task.Yield();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var plan = await TableScan.PlanAsync(_files, ScanRequest.Of(table, table.CurrentSnapshot) with { Filter = filter }, TestContext.Current.CancellationToken);
        var time = clock.Elapsed;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        plan.Files.Select(file => file.File.Path).Distinct(StringComparer.Ordinal).Count().ShouldBe(count);
        plan.Files.Count.ShouldBe(count);
        return (time, bytes);
    }

    private async Task<TableMetadata> AppendedAsync(TableMetadata table, IEnumerable<int> numbers)
    {
        _lastSnapshot++;
        var intent = new SnapshotIntent { SnapshotId = _lastSnapshot, TimestampMs = table.LastUpdatedMs + 1, CommitUuid = new Guid((int)_lastSnapshot, 0, 0, new byte[8]) };
        var commit = await AppendFiles.PrepareAsync(_files, table, intent, [.. numbers.Select(FileOf)]);
        return MetadataChange.Apply(table, commit.Updates, intent.TimestampMs);
    }

    /// <summary>A file of 100 values of <c>id</c> that no other has, in one of a thousand buckets.</summary>
    private static DataFile FileOf(int number) => new()
    {
        Path = $"memory://lake/t/data/id_bucket={number % 1000}/{number:00000000}-0-0f8fad5b-d9cb-469f-a165-70867728950e.parquet",
        Partition = [number % 1000],
        RecordCount = 100,
        FileBytes = 10_000,
        ValueCounts = new Dictionary<int, long> { [1] = 100 },
        NullCounts = new Dictionary<int, long> { [1] = 0 },
        LowerBounds = new Dictionary<int, byte[]> { [1] = SingleValue.Encode(Long, 100L * number) },
        UpperBounds = new Dictionary<int, byte[]> { [1] = SingleValue.Encode(Long, (100L * number) + 99) },
    };

    private TableMetadata New()
    {
        var schema = new TableSchema { SchemaId = 0, Fields = new FieldList([new NestedField { Id = 1, Name = "id", Type = Long }]) };
        return TableMetadata.Create(
            new NewTable
            {
                TableUuid = new Guid(1, 0, 0, new byte[8]),
                Location = $"memory://lake/t{_lastSnapshot}",
                Schema = schema,
                Spec = PartitionEvolution.Create(schema, [new(new ColumnPath("id"), new Transform.Bucket(1000))]),
            },
            nowMs: 1);
    }

    /// <summary>Times below a tenth of a second are the machine's own.</summary>
    private static double Ratio(TimeSpan large, TimeSpan small) => large / TimeSpan.FromMilliseconds(Math.Max(100, small.TotalMilliseconds));

    private sealed record Measures(TimeSpan Append, TimeSpan Plan, TimeSpan Filtered, TimeSpan Expire, long PlanBytes, long FilteredBytes);
}
