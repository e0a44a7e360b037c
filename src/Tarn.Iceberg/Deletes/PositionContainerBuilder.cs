namespace Tarn.Iceberg.Deletes;

/// <summary>Gathers the numbers of one container: in a list while they are few, then as bits.</summary>
internal sealed class PositionContainerBuilder
{
    private readonly List<ushort> _listed = [];
    private ulong[]? _words;

    /// <summary>Adds a number.</summary>
    public void Add(ushort value)
    {
        if (_words is null && _listed.Count < PositionContainer.ListedMax)
        {
            _listed.Add(value);
            return;
        }
        _words ??= Bits(_listed);
        _words[value >> 6] |= 1UL << (value & 63);
    }

    /// <summary>The numbers, in the smaller form.</summary>
    public PositionContainer Build()
    {
        var words = _words ?? Bits(_listed);
        var bits = new BitPositions(words);
        return bits.Count > PositionContainer.ListedMax ? bits : new ListedPositions([.. bits.Values()]);
    }

    private static ulong[] Bits(List<ushort> values)
    {
        var words = new ulong[BitPositions.Words];
        foreach (var value in values)
            words[value >> 6] |= 1UL << (value & 63);
        return words;
    }
}
