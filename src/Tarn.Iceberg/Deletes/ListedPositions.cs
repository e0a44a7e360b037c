namespace Tarn.Iceberg.Deletes;

/// <summary>An array container: the numbers, ascending, each once.</summary>
internal sealed class ListedPositions(ushort[] values) : PositionContainer
{
    public override int Count => values.Length;

    public override int Bytes => values.Length * sizeof(ushort);

    public override bool Contains(ushort value) => Array.BinarySearch(values, value) >= 0;

    public override void Clear(int first, Span<bool> live)
    {
        var start = Array.BinarySearch(values, (ushort)first);
        for (var i = start < 0 ? ~start : start; i < values.Length && values[i] - first < live.Length; i++)
            live[values[i] - first] = false;
    }

    public override IEnumerable<ushort> Values() => values;
}
