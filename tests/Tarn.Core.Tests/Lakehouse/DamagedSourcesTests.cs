using System.Globalization;
using System.Text;
using Tarn.Runs;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>Damaged files of a source are landed, go to quarantine or are refused; a run that refuses one leaves main as it was (fault F25).</summary>
public sealed class DamagedSourcesTests : IDisposable
{
    private const int Rows = 400;
    private readonly TestProject _project = TestProject.WithOrders();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("csv", 1)]
    [InlineData("jsonl", 2)]
    [InlineData("json", 3)]
    [InlineData("parquet", 4)]
    public async Task A_damaged_file_is_taken_or_told_and_main_has_all_of_a_run_or_nothing(string format, int seed)
    {
        _project.With("sources/shop.yml", $$"""
            source: shop
            resources:
              - name: orders
                files: { glob: data/*.bin, format: {{format}} }
            """);
        var whole = await WholeAsync(format);
        var chance = new Random(seed);
        await LandAsync(whole, 0);
        var before = await HeldAsync();
        for (var n = 1; n <= LongTests.Of(shortly: 25, atLength: 500); n++)
        {
            var report = await LandAsync(Damaged(whole, chance), n);
            var after = await HeldAsync();
            if (report.Status is RunStatus.Succeeded)
                (after - before).ShouldBeInRange(0, (2 * Rows) + 2, report.Told());
            else
                ShouldBeTold(report, before == after);
            before = after;
        }
        await LandAsync(whole, 0);
        (await HeldAsync()).ShouldBe(before + Rows);
    }

    private static void ShouldBeTold(RunReport report, bool isUnchanged)
    {
        isUnchanged.ShouldBeTrue(report.Told());
        report.Failure.ShouldBeOneOf([FailureKind.Invalid, FailureKind.Failed, FailureKind.Unavailable], report.Told());
        report.Steps.SelectMany(step => step.Problems).ShouldNotBeEmpty();
    }

    /// <summary>Lands one file, which is gone afterwards.</summary>
    private async Task<RunReport> LandAsync(byte[] content, int number)
    {
        var file = Path.Combine(_project.Root, $"data/{number.ToString("00000", CultureInfo.InvariantCulture)}-{Guid.NewGuid():n}.bin");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, content);
        var report = await _project.RunAsync();
        File.Delete(file);
        return report;
    }

    private async Task<long> HeldAsync()
    {
        await using var lake = await _project.OpenAsync();
        return await lake.NumberAsync("select count(*) from bronze.shop_orders");
    }

    private async Task<byte[]> WholeAsync(string format)
    {
        var numbers = Enumerable.Range(0, Rows);
        return format switch
        {
            "csv" => Encoding.UTF8.GetBytes("id,name,price,day\n" + string.Concat(numbers.Select(n => $"{n},\"name, {n}\",{n}.25,2026-01-{1 + (n % 28):00}\n"))),
            "jsonl" => Encoding.UTF8.GetBytes(string.Concat(numbers.Select(n => Record(n) + "\n"))),
            "json" => Encoding.UTF8.GetBytes($"[{string.Join(",\n", numbers.Select(Record))}]"),
            _ => await ParquetAsync(),
        };
    }

    private static string Record(int n) => $$"""{"id":{{n}},"name":"n\u00e4me {{n}}","price":{{n}}.25,"tags":["a",{"b":{{n}}}],"day":"2026-01-{{1 + (n % 28):00}}"}""";

    private async Task<byte[]> ParquetAsync()
    {
        var path = Path.Combine(_project.Root, "whole.parquet");
        using var database = Tarn.DuckDb.Sessions.DuckDbDatabase.Open(new Tarn.DuckDb.DuckDbSettings());
        using var connection = database.Connect();
        connection.Execute($"copy (select i as id, 'name ' || i as name, i / 4.0 as price, [i] as tags from range({Rows}) as r(i)) to '{path}' (format parquet)");
        return await File.ReadAllBytesAsync(path);
    }

    private static byte[] Damaged(byte[] whole, Random chance)
    {
        var bytes = whole.ToArray();
        switch (chance.Next(5))
        {
            case 0: return bytes[..chance.Next(bytes.Length)];
            case 1: bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8)); return bytes;
            case 2: chance.NextBytes(bytes.AsSpan(chance.Next(bytes.Length - 9), 9)); return bytes;
            case 3: bytes.AsSpan(chance.Next(bytes.Length - 8), 8).Fill(byte.MaxValue); return bytes;
            default: return [.. bytes[..chance.Next(bytes.Length)], .. bytes[chance.Next(bytes.Length)..]];
        }
    }
}
