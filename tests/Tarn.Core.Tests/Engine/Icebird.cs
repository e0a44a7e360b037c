using System.Text.Json;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Tests;

namespace Tarn.Core.Tests.Engine;

/// <summary>icebird, which shares no line with us, as a second reader of a table.</summary>
internal static class Icebird
{
    /// <summary>Holds that it reads the rows that a query reads, and that there are some.</summary>
    public static async Task AgreesAsync(LakeEngine engine, LakeTables tables, TableEntry.Table entry)
    {
        var metadata = new Uri(entry.MetadataLocation).LocalPath;
        var read = await NodePrograms.ReadTableAsync(Path.GetDirectoryName(Path.GetDirectoryName(metadata))!, Path.GetFileName(metadata));
        using var connection = engine.Connect();
        using var select = await new TableReader(engine, tables).SelectAsync(connection, entry, default);
        using var result = connection.Query(select.Sql);
        var names = result.Columns.Select(c => c.Name).ToList();
        var own = result.Rows().Select(row => string.Join('|', row.Select(v => v is DateOnly day ? $"{day:yyyy-MM-dd}" : $"{v}"))).Order(StringComparer.Ordinal).ToList();
        own.ShouldNotBeEmpty();
        read.Select(line => LineOf(line, names)).Order(StringComparer.Ordinal).ShouldBe(own);
    }

    private static string LineOf(string json, IReadOnlyList<string> names)
    {
        var row = JsonDocument.Parse(json).RootElement;
        return string.Join('|', names.Select(n => row.TryGetProperty(n, out var value) && value.ValueKind is not JsonValueKind.Null ? $"{value}".Replace("T00:00:00.000Z", "", StringComparison.Ordinal) : ""));
    }
}
