using System.Globalization;
using Tarn.Catalog;
using Tarn.Iceberg.Manifests;

namespace Tarn.Core.Tests.Engine;

/// <summary>Random appends, position deletes and equality deletes, held against a list of rows.</summary>
public sealed class RandomDeletesTests : IDisposable
{
    private static readonly (string Columns, string Ids, int[] Equality)[] Sets =
    [
        ("id", "id: 1", [1]),
        ("name", "name: 2", [2]),
        ("id, name", "id: 1, name: 2", [1, 2]),
    ];

    private readonly DeletesScene _scene = new();
    private readonly List<(int? Id, string? Name, int N, int File, int Position)> _rows = [];

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task What_is_read_is_what_was_not_deleted(int seed)
    {
        var chance = new Random(seed);
        var table = await AppendAsync(null, chance, file: 0);
        var files = 1;
        for (var step = 0; step < 25; step++)
        {
            table = chance.Next(3) switch
            {
                0 => await AppendAsync(table, chance, files++),
                1 => await _scene.AddAsync(table, Positions(chance, chance.Next(files), await _scene.DataFilesAsync(table))),
                _ => await _scene.AddAsync(table, Equality(chance)),
            };
            if (step % 6 == 0)
                await ShouldHoldAsync(table);
        }
        await ShouldHoldAsync(table);
    }

    private async Task ShouldHoldAsync(TableEntry.Table table) =>
        (await _scene.RowsAsync(table, "select n from t order by n")).ShouldBe(_rows.OrderBy(row => row.N).Select(row => row.N.ToString(CultureInfo.InvariantCulture)));

    private async Task<TableEntry.Table> AppendAsync(TableEntry.Table? table, Random chance, int file)
    {
        var added = Enumerable.Range(0, 30).Select(i => (Id: IdOf(chance), Name: NameOf(chance), N: (file * 100) + i, file, i)).ToList();
        _rows.AddRange(added);
        return await _scene.WriteAsync(table, $"select * from (values {string.Join(", ", added.Select(row => $"({Sql(row.Id)}::integer, {Sql(row.Name)}::varchar, {row.N})"))}) t(id, name, n)");
    }

    private DataFile Positions(Random chance, int file, IReadOnlyList<string> locations)
    {
        int[] positions = [.. Enumerable.Range(0, 4).Select(_ => chance.Next(30))];
        _rows.RemoveAll(row => row.File == file && positions.Contains(row.Position));
        return _scene.PositionDeletes(locations[file], $"select unnest([{string.Join(", ", positions)}])");
    }

    private DataFile Equality(Random chance)
    {
        var (columns, ids, equality) = Sets[chance.Next(Sets.Length)];
        var gone = Enumerable.Range(0, 2).Select(_ => (Id: IdOf(chance), Name: NameOf(chance))).ToList();
        _rows.RemoveAll(row => gone.Exists(key => (!equality.Contains(1) || row.Id == key.Id) && (!equality.Contains(2) || row.Name == key.Name)));
        return _scene.DeleteFile($"select {columns} from (values {string.Join(", ", gone.Select(key => $"({Sql(key.Id)}::integer, {Sql(key.Name)}::varchar)"))}) t(id, name)", ids, equality);
    }

    private static int? IdOf(Random chance) => chance.Next(8) == 0 ? null : chance.Next(12);

    private static string? NameOf(Random chance) => chance.Next(8) == 0 ? null : "n" + chance.Next(12);

    private static string Sql(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
