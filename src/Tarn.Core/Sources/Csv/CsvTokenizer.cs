using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Tarn.Sources.Blocks;

namespace Tarn.Sources.Csv;

/// <summary>
/// Takes blocks apart into records and fields without allocating: 32 bytes at a time are compared with delimiter, newline and quote, and only where one
/// stands is anything decided. What it gives out is valid until the next <see cref="Read"/>. Not safe for threads: one each.
/// </summary>
public sealed partial class CsvTokenizer
{
    private readonly CsvDialect _dialect;
    private readonly Vector256<byte> _delimiters;
    private readonly Vector256<byte> _newLines;
    private readonly Vector256<byte> _quotes;
    private readonly byte[][] _nullTexts;
    private readonly int _nullLengthMax;
    private byte[] _bytes = [];
    private CsvField[] _fields = new CsvField[64];
    private int _first;
    private int _until;
    private int _at;
    private int _start;
    private int _end;
    private int _fieldStart;
    private int _maskStart;
    private uint _mask;
    private long _lineNext;
    private long _rowNext;
    private bool _valid;

    /// <summary>A tokeniser for files written so.</summary>
    public CsvTokenizer(CsvDialect dialect)
    {
        _dialect = dialect;
        _delimiters = Vector256.Create(dialect.Delimiter);
        _newLines = Vector256.Create(dialect.NewLine);
        _quotes = Vector256.Create(dialect.Quote == 0 ? dialect.NewLine : dialect.Quote);
        _nullTexts = [.. dialect.NullTexts.Select(System.Text.Encoding.UTF8.GetBytes)];
        _nullLengthMax = _nullTexts.Select(t => t.Length).DefaultIfEmpty(-1).Max();
    }

    /// <summary>How many fields the record has.</summary>
    public int FieldCount { get; private set; }

    /// <summary>The 0-based place of the record in its file.</summary>
    public long Row { get; private set; }

    /// <summary>The 1-based line where the record starts.</summary>
    public long Line { get; private set; }

    /// <summary>Why the record cannot be taken as it is (text after a closing quote, not UTF-8); null when it can.</summary>
    public string? Fault { get; private set; }

    /// <summary>How many bytes of the block are read, up to and including the newline of the record.</summary>
    internal int Consumed => _at - _first;

    /// <summary>The 1-based line after the record.</summary>
    internal long NextLine => _lineNext;

    /// <summary>The record as it stands in the file, without the newline that ends it.</summary>
    public ReadOnlySpan<byte> Raw => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Starts on a block. The block must stay undisposed while it is read.</summary>
    public void Load(TextBlock block)
    {
        _bytes = block.Bytes;
        (_first, _until) = (block.Start, block.Start + block.Length);
        _valid = Utf8.IsValid(block.Content);
        (_rowNext, _lineNext) = (block.FirstRow, block.FirstLine);
        _at = _first;
        LoadMask(_first);
    }

    /// <summary>Moves to the next record; blank lines are passed over. False at the end of the block.</summary>
    public bool Read()
    {
        while (_at < _until)
        {
            ReadRecord();
            if (FieldCount == 1 && _end == _start)
                continue;
            Row = _rowNext++;
            if (!_valid && !Utf8.IsValid(Raw))
                Fault = "is not UTF-8";
            return true;
        }
        return false;
    }

    /// <summary>A field's content, quotes and escapes undone, as UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(int index)
    {
        ref readonly var field = ref _fields[index];
        var content = _bytes.AsSpan(field.Start, field.Length);
        return field.Kind == CsvFieldKind.Escaped ? Unescaped(content, field.Start) : content;
    }

    /// <summary>True when the field has no value: unquoted, and it says one of the dialect's texts for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int index) => _fields[index].Length <= _nullLengthMax && IsNull(in _fields[index]);

    private bool IsNull(in CsvField field)
    {
        if (field.Kind != CsvFieldKind.Plain)
            return false;
        foreach (var text in _nullTexts)
        {
            if (_bytes.AsSpan(field.Start, field.Length).SequenceEqual(text))
                return true;
        }
        return false;
    }

    private void ReadRecord()
    {
        (_start, _fieldStart, FieldCount, Fault, Line) = (_at, _at, 0, null, _lineNext);
        while (NextSign() is >= 0 and var at)
        {
            var sign = _bytes[at];
            if (sign == _dialect.Delimiter)
            {
                AddField(CsvFieldKind.Plain, _fieldStart, at);
                _fieldStart = at + 1;
            }
            else if (sign == _dialect.NewLine)
            {
                EndRecord(at, at + 1);
                return;
            }
            else if (CsvSplitter.OpensField(_bytes, _fieldStart, at, _dialect) && ReadQuoted(at))
                return;
        }
        EndRecord(_until, _until);
    }

    /// <summary>The place of the next delimiter, newline or quote; -1 after the last of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextSign()
    {
        while (_mask == 0)
        {
            if (_maskStart + Vector256<byte>.Count >= _until)
                return -1;
            LoadMask(_maskStart + Vector256<byte>.Count);
        }
        var at = _maskStart + BitOperations.TrailingZeroCount(_mask);
        _mask &= _mask - 1;
        return at < _until ? at : -1;
    }

    private void LoadMask(int from)
    {
        _maskStart = from;
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_bytes), (nuint)from);
        _mask = (Vector256.Equals(bytes, _delimiters) | Vector256.Equals(bytes, _newLines) | Vector256.Equals(bytes, _quotes)).ExtractMostSignificantBits();
    }

    private void EndRecord(int end, int next)
    {
        var bare = end > _start && _bytes[end - 1] == (byte)'\r' ? end - 1 : end;
        if (_fieldStart <= bare)
            AddField(CsvFieldKind.Plain, _fieldStart, bare);
        (_end, _at) = (bare, next);
        _lineNext++;
    }

    private void AddField(CsvFieldKind kind, int start, int end)
    {
        if (FieldCount == _fields.Length)
            Array.Resize(ref _fields, _fields.Length * 2);
        _fields[FieldCount++] = new CsvField(start, end - start, kind);
    }
}
