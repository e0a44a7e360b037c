using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Tarn.Sources.Json;

/// <summary>What was seen at one place of the records: kinds of values, and below them elements and members.</summary>
internal sealed class ShapeNode
{
    private const long DoubleExactMax = 1L << 53;
    private const int DecimalDigitsMax = 38;

    private readonly List<ShapeMember> _members = [];
    private Dictionary<string, int>? _places;
    private ShapeKinds _kinds;
    private ShapeNode? _element;
    private long _objects;

    /// <summary>Learns the value at which the reader stands, and leaves the reader at its end.</summary>
    public void Observe(ref Utf8JsonReader reader, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when depth > JsonShape.DepthMax:
                _kinds |= ShapeKinds.Other;
                reader.Skip();
                break;
            case JsonTokenType.StartObject:
                ObserveObject(ref reader, depth);
                break;
            case JsonTokenType.StartArray:
                ObserveList(ref reader, depth);
                break;
            default:
                _kinds |= KindOf(ref reader);
                break;
        }
    }

    /// <summary>Adds what another place saw, later.</summary>
    public void Merge(ShapeNode later)
    {
        _kinds |= later._kinds;
        if (later._element is not null)
            (_element ??= new ShapeNode()).Merge(later._element);
        foreach (var member in later._members)
            _members[PlaceOf(Encoding.UTF8.GetString(member.Name))].Node.Merge(member.Node);
    }

    /// <summary>The members and their types.</summary>
    public List<ShapeField> FieldTypes() => [.. _members.Select(m => new ShapeField(Encoding.UTF8.GetString(m.Name), m.Node.TypeOf()))];

    private ShapeType TypeOf() => _kinds switch
    {
        ShapeKinds.None => new ShapeType.Null(),
        ShapeKinds.Boolean => new ShapeType.Boolean(),
        ShapeKinds.String => new ShapeType.String(),
        ShapeKinds.List => new ShapeType.List(_element?.TypeOf() ?? new ShapeType.Null()),
        ShapeKinds.Struct => StructOf(),
        _ => NumberOf(),
    };

    private ShapeType NumberOf()
    {
        const ShapeKinds whole = ShapeKinds.Long | ShapeKinds.Wide;
        if ((_kinds & ~whole) == ShapeKinds.None)
            return new ShapeType.Long();
        if ((_kinds & ~(whole | ShapeKinds.Decimal)) == ShapeKinds.None)
            return new ShapeType.Decimal();
        return (_kinds & ~(ShapeKinds.Long | ShapeKinds.Double)) == ShapeKinds.None ? new ShapeType.Double() : new ShapeType.Json();
    }

    private ShapeType StructOf()
    {
        var fields = FieldTypes();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var isRow = fields.Count is > 0 and <= JsonShape.FieldsMax && fields.TrueForAll(f => f.Name.Length > 0 && names.Add(f.Name));
        return isRow ? new ShapeType.Struct(fields) : new ShapeType.Json();
    }

    private void ObserveList(ref Utf8JsonReader reader, int depth)
    {
        _kinds |= ShapeKinds.List;
        _element ??= new ShapeNode();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            _element.Observe(ref reader, depth + 1);
    }

    /// <summary>Members mostly come in the order of the object before, so the next one is tried first.</summary>
    private void ObserveObject(ref Utf8JsonReader reader, int depth)
    {
        _kinds |= ShapeKinds.Struct;
        _objects++;
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNext = next < _members.Count && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(_members[next].Name);
            var place = isNext ? next : PlaceOf(reader.GetString()!);
            next = place + 1;
            var member = _members[place];
            reader.Read();
            if (member.SeenIn == _objects)
            {
                reader.Skip();
                continue;
            }
            member.SeenIn = _objects;
            member.Node.Observe(ref reader, depth + 1);
        }
    }

    private int PlaceOf(string name)
    {
        _places ??= new Dictionary<string, int>(StringComparer.Ordinal);
        if (_places.TryGetValue(name, out var place))
            return place;
        _members.Add(new ShapeMember(Encoding.UTF8.GetBytes(name)));
        return _places[name] = _members.Count - 1;
    }

    private static ShapeKinds KindOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True or JsonTokenType.False => ShapeKinds.Boolean,
        JsonTokenType.String => ShapeKinds.String,
        JsonTokenType.Number => NumberKind(reader.ValueSpan),
        _ => ShapeKinds.None,
    };

    private static ShapeKinds NumberKind(ReadOnlySpan<byte> digits)
    {
        if (digits.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
            return Utf8Parser.TryParse(digits, out double value, out var length) && length == digits.Length && double.IsFinite(value) ? ShapeKinds.Double : ShapeKinds.Other;
        if (Utf8Parser.TryParse(digits, out long number, out var used) && used == digits.Length)
            return number is >= -DoubleExactMax and <= DoubleExactMax ? ShapeKinds.Long : ShapeKinds.Wide;
        return digits.TrimStart((byte)'-').Length <= DecimalDigitsMax ? ShapeKinds.Decimal : ShapeKinds.Other;
    }
}
