namespace Tarn.DuckDb.Native;

internal sealed partial class LogicalTypeHandle
{
    private unsafe delegate nint MakeNamed(nint* types, byte** names, ulong count);

    /// <summary>The native type that a record describes.</summary>
    public static unsafe LogicalTypeHandle Of(DuckDbType type) => type switch
    {
        DuckDbType.Scalar scalar => Named(new LogicalTypeHandle(NativeMethods.duckdb_create_logical_type((int)scalar.Kind)), scalar.Alias),
        DuckDbType.Decimal number => new LogicalTypeHandle(NativeMethods.duckdb_create_decimal_type((byte)number.Width, (byte)number.Scale)),
        DuckDbType.Enum choice => Make([], choice.Values, (_, names, count) => NativeMethods.duckdb_create_enum_type(names, count)),
        DuckDbType.Struct row => Make(row.Fields, [.. row.Fields.Select(f => f.Name)], NativeMethods.duckdb_create_struct_type),
        DuckDbType.Union union => Make(union.Members, [.. union.Members.Select(m => m.Name)], NativeMethods.duckdb_create_union_type),
        DuckDbType.List list => Around(list.Element, NativeMethods.duckdb_create_list_type),
        DuckDbType.Array array => Around(array.Element, element => NativeMethods.duckdb_create_array_type(element, (ulong)array.Size)),
        DuckDbType.Map map => OfMap(map),
        _ => throw new NotSupportedException($"{type} cannot be made through the C API."),
    };

    private static LogicalTypeHandle Named(LogicalTypeHandle type, string? alias)
    {
        if (alias is not null)
            NativeMethods.duckdb_logical_type_set_alias(type, alias);
        return type;
    }

    private static LogicalTypeHandle Around(DuckDbType element, Func<LogicalTypeHandle, nint> make)
    {
        using var inner = Of(element);
        return new LogicalTypeHandle(make(inner));
    }

    private static LogicalTypeHandle OfMap(DuckDbType.Map map)
    {
        using var key = Of(map.Key);
        using var value = Of(map.Value);
        return new LogicalTypeHandle(NativeMethods.duckdb_create_map_type(key, value));
    }

    private static unsafe LogicalTypeHandle Make(IReadOnlyList<DuckDbColumn> members, IReadOnlyList<string> names, MakeNamed make)
    {
        var types = members.Select(m => Of(m.Type)).ToList();
        var pointers = types.Select(t => t.DangerousGetHandle()).ToArray();
        using var texts = new NativeTexts(names);
        fixed (nint* all = pointers)
        {
            var made = new LogicalTypeHandle(make(all, texts.Pointers, (ulong)names.Count));
            types.ForEach(t => t.Dispose());
            return made;
        }
    }
}
