using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

/// <summary>Writes one column of a chunk, or a child of one.</summary>
public sealed unsafe partial class ColumnWriter
{
    private const int RoomBytes = 1 << 14;

    private static readonly byte[] EmptyRoom = new byte[RoomBytes];

    private VectorView _vector;
    private byte* _room;
    private int _roomLeft;
    private byte* _data;
    private ulong* _validity;
    private readonly int _plainWidth;
    private int _capacity;
    private int _elements;

    private ColumnWriter(DuckDbType type)
    {
        Type = type;
        Width = Widths.Of(type);
        _plainWidth = Widths.IsPlain(type) ? Width : -1;
        Children = [.. Widths.Children(type).Select(Of)];
    }

    /// <summary>The column's type.</summary>
    public DuckDbType Type { get; }

    /// <summary>The element of a list or an array, the fields of a struct, the key and the value of a map; empty for others.</summary>
    public IReadOnlyList<ColumnWriter> Children { get; }

    private int Width { get; }

    /// <summary>
    /// The stored values, to be written in place: bool; sbyte to Int128 and byte to UInt128 for the integers; float; double; int days for
    /// DATE; long for TIME and every TIMESTAMP in its unit; short, int, long or Int128 for DECIMAL by its width; <see cref="DuckDbInterval"/>.
    /// </summary>
    /// <typeparam name="T">A type of exactly the stored width; another throws.</typeparam>
    public Span<T> Values<T>()
        where T : unmanaged =>
        sizeof(T) == _plainWidth ? new Span<T>(_data, _capacity) : throw NotStoredAs<T>();

    /// <summary>Writes one value as it is stored: the way of <see cref="Values{T}"/> for a single row.</summary>
    /// <typeparam name="T">A type of exactly the stored width; another throws.</typeparam>
    public void Store<T>(int row, T value)
        where T : unmanaged
    {
        Check(row);
        if (sizeof(T) != _plainWidth)
            throw NotStoredAs<T>();
        ((T*)_data)[row] = value;
    }

    /// <summary>Writes a null. Rows are not null until this is called.</summary>
    public void SetNull(int row)
    {
        Check(row);
        if (_validity == null)
            _validity = _vector.WritableValidity();
        _validity[row >> 6] &= ~(1UL << (row & 63));
        SetPartsNull(row);
    }

    /// <summary>Whether a null was written at the row.</summary>
    public bool IsNull(int row)
    {
        Check(row);
        return _validity != null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;
    }

    /// <summary>Writes a text or a BLOB. Throws when the column is a VARCHAR and the bytes are not UTF-8.</summary>
    public void Set(int row, ReadOnlySpan<byte> bytes)
    {
        Check(row);
        if (Width != sizeof(NativeString))
            throw new InvalidOperationException($"{Type} does not take bytes.");
        if (Type is DuckDbType.Scalar { Kind: DuckDbScalar.Varchar } && !System.Text.Unicode.Utf8.IsValid(bytes))
            throw new ArgumentException($"Row {row}: the bytes are not UTF-8.", nameof(bytes));
        SetBytes(row, bytes);
    }

    /// <summary>Writes a text that is known to be UTF-8, for a source that looked at many at once. DuckDB does not look again.</summary>
    public void SetUtf8(int row, ReadOnlySpan<byte> text)
    {
        Check(row);
        if (Width != sizeof(NativeString))
            throw new InvalidOperationException($"{Type} does not take bytes.");
        SetBytes(row, text);
    }

    /// <summary>Writes a text. Half a surrogate pair throws.</summary>
    public void Set(int row, ReadOnlySpan<char> text)
    {
        var max = Utf8.LengthMax(text.Length);
        if (max > 1024)
        {
            Set(row, Utf8.Bytes(text));
            return;
        }
        Span<byte> buffer = stackalloc byte[max];
        Set(row, buffer[..Utf8.Write(text, buffer)]);
    }

    internal static ColumnWriter Of(DuckDbType type) => new(type);

    internal void Attach(VectorView vector, int capacity)
    {
        (_elements, _roomLeft) = (0, 0);
        Take(vector, capacity);
        AttachChildren();
    }

    private InvalidOperationException NotStoredAs<T>() => new($"{Type} is not stored as {typeof(T).Name}.");

    private void SetBytes(int row, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > NativeString.InlineMax)
            SetLong(row, bytes);
        else
            SetInline((NativeString*)_data + row, bytes);
    }

    /// <summary>
    /// DuckDB gives room for a string at a time, at the cost of a call each. Here it is asked for the room of many, as one string that no row keeps: the
    /// vector's heap keeps it.
    /// </summary>
    private void SetLong(int row, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > RoomBytes / 4)
        {
            _vector.SetString(row, bytes);
            return;
        }
        var cell = (NativeString*)_data + row;
        if (_roomLeft < bytes.Length)
        {
            _vector.SetString(row, EmptyRoom);
            _room = cell->Pointer;
            _roomLeft = RoomBytes;
        }
        bytes.CopyTo(new Span<byte>(_room, bytes.Length));
        cell->Length = (uint)bytes.Length;
        *(uint*)cell->Inlined = *(uint*)_room;
        cell->Pointer = _room;
        _room += bytes.Length;
        _roomLeft -= bytes.Length;
    }

    private static void SetInline(NativeString* cell, ReadOnlySpan<byte> bytes)
    {
        *cell = default;
        cell->Length = (uint)bytes.Length;
        bytes.CopyTo(new Span<byte>(cell->Inlined, NativeString.InlineMax));
    }

    private void Take(VectorView vector, int capacity)
    {
        _vector = vector;
        _data = (byte*)vector.Data;
        _validity = vector.Validity;
        _capacity = capacity;
    }

    private void Check(int row)
    {
        if ((uint)row >= (uint)_capacity)
            ThrowNoRoom(row);
    }

    private void ThrowNoRoom(int row) => throw new ArgumentOutOfRangeException(nameof(row), row, $"A chunk has room for {_capacity} rows.");
}
