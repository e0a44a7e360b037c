using System.Collections;
using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

public sealed unsafe partial class ColumnWriter
{
    /// <summary>
    /// Writes a value of the CLR type that <see cref="DuckDbValues"/> names for the column's type; integers of any width that fit;
    /// null for null. Slower than the typed ways.
    /// </summary>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public void SetValue(int row, object? value)
    {
        if (value is null)
        {
            SetNull(row);
            return;
        }
        Check(row);
        if (Type is DuckDbType.Scalar scalar)
            SetScalar(scalar.Kind, row, value);
        else
            SetCompound(row, value);
    }

    private void SetScalar(DuckDbScalar kind, int row, object value)
    {
        switch (kind)
        {
            case DuckDbScalar.Varchar: Set(row, Cast<string>(value).AsSpan()); break;
            case DuckDbScalar.Blob: Set(row, Cast<byte[]>(value).AsSpan()); break;
            case DuckDbScalar.Boolean: Put(row, Cast<bool>(value)); break;
            case DuckDbScalar.Float: Put(row, Cast<float>(value)); break;
            case DuckDbScalar.Double: Put(row, value is float single ? single : Cast<double>(value)); break;
            case DuckDbScalar.Uuid: Put(row, Moments.Stored(Cast<Guid>(value))); break;
            case DuckDbScalar.UHugeInt: Put(row, value is UInt128 huge ? huge : checked((UInt128)Integer(value))); break;
            case DuckDbScalar.Interval: Put(row, value is TimeSpan span ? DuckDbInterval.Of(span) : Cast<DuckDbInterval>(value)); break;
            default: SetInteger(kind, row, value); break;
        }
    }

    private void SetInteger(DuckDbScalar kind, int row, object value)
    {
        switch (kind)
        {
            case DuckDbScalar.TinyInt: Put(row, checked((sbyte)Integer(value))); break;
            case DuckDbScalar.SmallInt: Put(row, checked((short)Integer(value))); break;
            case DuckDbScalar.Integer: Put(row, checked((int)Integer(value))); break;
            case DuckDbScalar.BigInt: Put(row, checked((long)Integer(value))); break;
            case DuckDbScalar.HugeInt: Put(row, Integer(value)); break;
            case DuckDbScalar.UTinyInt: Put(row, checked((byte)Integer(value))); break;
            case DuckDbScalar.USmallInt: Put(row, checked((ushort)Integer(value))); break;
            case DuckDbScalar.UInteger: Put(row, checked((uint)Integer(value))); break;
            case DuckDbScalar.UBigInt: Put(row, checked((ulong)Integer(value))); break;
            default: SetMoment(kind, row, value); break;
        }
    }

    private void SetMoment(DuckDbScalar kind, int row, object value)
    {
        if (value is DuckDbBeyond beyond && beyond.Type.Equals(Type) && kind is not DuckDbScalar.TimeTz)
        {
            PutRaw(row, beyond.Raw);
            return;
        }
        switch (kind)
        {
            case DuckDbScalar.Date: Put(row, Moments.Days(Cast<DateOnly>(value))); break;
            case DuckDbScalar.Time: Put(row, Moments.Micros(Cast<TimeOnly>(value))); break;
            case DuckDbScalar.TimeNs: Put(row, Cast<TimeOnly>(value).Ticks * TimeSpan.NanosecondsPerTick); break;
            case DuckDbScalar.TimeTz: Put(row, Cast<DuckDbTimeTz>(value).Bits); break;
            case DuckDbScalar.TimestampTz: Put(row, Moments.Micros(Cast<DateTimeOffset>(value).UtcDateTime)); break;
            case DuckDbScalar.TimestampTzNs: Put(row, Moments.Nanos(Cast<DateTimeOffset>(value).UtcDateTime)); break;
            case DuckDbScalar.Timestamp: Put(row, Moments.Micros(Cast<DateTime>(value))); break;
            case DuckDbScalar.TimestampMs: Put(row, Moments.Micros(Cast<DateTime>(value)) / 1_000); break;
            case DuckDbScalar.TimestampS: Put(row, Moments.Micros(Cast<DateTime>(value)) / 1_000_000); break;
            case DuckDbScalar.TimestampNs: Put(row, Moments.Nanos(Cast<DateTime>(value))); break;
            default: throw new NotSupportedException($"C# does not write {Type}.");
        }
    }

    private void SetCompound(int row, object value)
    {
        switch (Type)
        {
            case DuckDbType.Decimal number: PutRaw(row, value is DuckDbBeyond beyond && beyond.Type.Equals(Type) ? beyond.Raw : Decimals.Unscaled(Cast<decimal>(value), number)); break;
            case DuckDbType.Enum choice: PutRaw(row, Label(choice, Cast<string>(value))); break;
            case DuckDbType.List: SetItems(row, Items(value)); break;
            case DuckDbType.Array array: SetArray(row, array, Items(value)); break;
            case DuckDbType.Map: SetMap(row, Cast<IDictionary>(value)); break;
            default: SetStruct(row, (DuckDbType.Struct)Type, Cast<IDictionary>(value)); break;
        }
    }

    private void SetArray(int row, DuckDbType.Array array, List<object?> items)
    {
        if (items.Count != array.Size)
            throw new InvalidCastException($"{Type} takes {array.Size} elements, not {items.Count}.");
        for (var i = 0; i < items.Count; i++)
            Children[0].SetValue((row * array.Size) + i, items[i]);
    }

    private void SetMap(int row, IDictionary entries)
    {
        var at = SetList(row, entries.Count);
        foreach (DictionaryEntry entry in entries)
        {
            Children[0].SetValue(at, entry.Key);
            Children[1].SetValue(at++, entry.Value);
        }
    }

    /// <summary>A field that the dictionary does not have is null.</summary>
    private void SetStruct(int row, DuckDbType.Struct type, IDictionary values)
    {
        for (var i = 0; i < type.Fields.Count; i++)
            Children[i].SetValue(row, values[type.Fields[i].Name]);
    }

    private List<object?> Items(object value) =>
        value is string ? throw new InvalidCastException($"{Type} takes a sequence, not the text '{value}'.") : [.. Cast<IEnumerable>(value).Cast<object?>()];

    private static Int128 Label(DuckDbType.Enum choice, string label)
    {
        for (var i = 0; i < choice.Values.Count; i++)
        {
            if (choice.Values[i] == label)
                return i;
        }
        throw new InvalidCastException($"'{label}' is none of {choice}.");
    }

    private void PutRaw(int row, Int128 raw)
    {
        switch (Width)
        {
            case 1: Put(row, unchecked((byte)raw)); break;
            case 2: Put(row, unchecked((short)raw)); break;
            case 4: Put(row, unchecked((int)raw)); break;
            case 8: Put(row, checked((long)raw)); break;
            default: Put(row, raw); break;
        }
    }

    private void Put<T>(int row, T value)
        where T : unmanaged => ((T*)_data)[row] = value;

    private T Cast<T>(object value) => value is T cast ? cast : throw new InvalidCastException($"{Type} takes {typeof(T).Name}, not {value.GetType().Name} '{value}'.");

    private Int128 Integer(object value) => value switch
    {
        int v => v,
        long v => v,
        short v => v,
        sbyte v => v,
        byte v => v,
        ushort v => v,
        uint v => v,
        ulong v => v,
        _ => Cast<Int128>(value),
    };
}
