using Tarn.Core.Tests.Lakehouse;
using Tarn.Imports;

namespace Tarn.Core.Tests.Imports;

/// <summary>Timestamps of 96 bits, as Hive, Impala and Spark 2 write them; nobody's library here does, so a file is made into one.</summary>
public sealed class OldTimestampsTests : IDisposable
{
    private const byte Fixed = 7 * 2;
    private const byte Int96 = 3 * 2;
    private const byte IntField = 0x15;
    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task They_are_instants_as_other_engines_read_them()
    {
        _scene.Copy("a.parquet", "select i as id, to_milliseconds(2460311) + to_days(i::int) as at from range(3) as t(i)", "compression uncompressed");
        Rewrite(Path.Combine(_scene.Elsewhere, "a.parquet"));
        await using var lake = await _scene.Project.OpenAsync();
        var request = new FileImportRequest { Table = ImportScene.Name, Branch = BranchName.Main, Files = Path.Combine(_scene.Elsewhere, "a.parquet"), Author = "anna" };
        (await lake.ImportFilesAsync(request, ImportScene.Cancel)).Plan.Columns.Select(c => c.Type).ShouldBe(["long", "timestamptz"]);
        (await lake.RowsAsync("select id, \"at\"::varchar from silver.people order by id")).ShouldBe(["0|2024-01-01 00:00:00+00", "1|2024-01-01 00:00:04.294967+00", "2|2024-01-01 00:00:08.589934+00"]);
    }

    /// <summary>
    /// An interval is months, days and milliseconds of four bytes each; a timestamp is eight bytes of nanoseconds and four of the Julian day. So the days become
    /// 2^32 nanoseconds each and the milliseconds the day, once the footer calls the column INT96 and no longer an interval.
    /// </summary>
    private static void Rewrite(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var footer = bytes.Length - 8 - BitConverter.ToInt32(bytes, bytes.Length - 8);
        for (var at = footer; at < bytes.Length - 9; at++)
        {
            if (bytes[at] == IntField && bytes[at + 1] == Fixed)
                bytes[at + 1] = Int96;
            else if (bytes[at] == 0x25 && bytes[at + 1] == 21 * 2)
                bytes[at] = 0x35;
        }
        File.WriteAllBytes(file, bytes);
    }
}
