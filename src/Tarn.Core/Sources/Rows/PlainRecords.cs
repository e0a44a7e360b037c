using System.Buffers;
using Tarn.DuckDb.Functions;
using Tarn.Sources.Plain;

namespace Tarn.Sources.Rows;

/// <summary>Writes JSON records as columns, on one thread.</summary>
internal sealed class PlainRecords(IReadOnlyList<PlainColumn> columns)
{
    private readonly PlainMembers _members = new([.. columns.Select(c => c.Field)], [.. columns.Select(PlainValue.Of)]);
    private readonly int[] _required = [.. columns.Index().Where(c => c.Item.Required).Select(c => c.Index)];
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private ColumnWriter?[]? _writers;

    /// <summary>Writes a record.</summary>
    /// <param name="writer">The chunk.</param>
    /// <param name="row">The row of the chunk.</param>
    /// <param name="bytes">The record, which must be UTF-8, among others.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How long it is.</param>
    /// <exception cref="NotPlainException">The record is not as the columns tell.</exception>
    public void Write(ChunkWriter writer, int row, ReadOnlySpan<byte> bytes, int start, int length)
    {
        _writers ??= [.. columns.Select((_, i) => writer.IsWanted(Lineage.Count + i) ? writer.Column(Lineage.Count + i) : null)];
        var json = new JsonBytes(bytes, _scratch);
        if (!json.EndsAt(_members.Read(json, start, _writers, row), start + length))
            throw new NotPlainException("A record is not as those before it.");
        foreach (var place in _required)
        {
            if (!_members.Had(place) || (_writers[place] is { } column && column.IsNull(row)))
                throw new NotPlainException($"A record has no value for '{columns[place].Field}'.");
        }
    }
}
