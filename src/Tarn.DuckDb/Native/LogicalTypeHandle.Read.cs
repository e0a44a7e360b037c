namespace Tarn.DuckDb.Native;

internal sealed partial class LogicalTypeHandle
{
    /// <summary>The type as a record, whole, with all that is nested in it.</summary>
    public DuckDbType Read()
    {
        var id = (TypeId)NativeMethods.duckdb_get_type_id(this);
        return id switch
        {
            TypeId.Decimal => new DuckDbType.Decimal(NativeMethods.duckdb_decimal_width(this), NativeMethods.duckdb_decimal_scale(this)),
            TypeId.Enum => new DuckDbType.Enum(Each(NativeMethods.duckdb_enum_dictionary_size(this), NativeMethods.duckdb_enum_dictionary_value)),
            TypeId.List => new DuckDbType.List(Take(NativeMethods.duckdb_list_type_child_type(this))),
            TypeId.Array => new DuckDbType.Array(Take(NativeMethods.duckdb_array_type_child_type(this)), (int)NativeMethods.duckdb_array_type_array_size(this)),
            TypeId.Map => new DuckDbType.Map(Take(NativeMethods.duckdb_map_type_key_type(this)), Take(NativeMethods.duckdb_map_type_value_type(this))),
            TypeId.Struct => new DuckDbType.Struct(Fields()),
            TypeId.Union => new DuckDbType.Union(Members()),
            _ => new DuckDbType.Scalar((DuckDbScalar)id) { Alias = Alias() },
        };
    }

    private static DuckDbType Take(nint pointer)
    {
        using var type = new LogicalTypeHandle(pointer);
        return type.Read();
    }

    private string? Alias()
    {
        var text = NativeMethods.duckdb_logical_type_get_alias(this);
        return text == 0 ? null : NativeMethods.TakeText(text) is { Length: > 0 } alias ? alias : null;
    }

    private List<string> Each(ulong count, Func<LogicalTypeHandle, ulong, nint> text)
    {
        var all = new List<string>((int)count);
        for (var i = 0ul; i < count; i++)
            all.Add(NativeMethods.TakeText(text(this, i)));
        return all;
    }

    private List<DuckDbColumn> Fields() =>
        [.. Each(NativeMethods.duckdb_struct_type_child_count(this), NativeMethods.duckdb_struct_type_child_name)
            .Select((name, i) => new DuckDbColumn(name, Take(NativeMethods.duckdb_struct_type_child_type(this, (ulong)i))))];

    private List<DuckDbColumn> Members() =>
        [.. Each(NativeMethods.duckdb_union_type_member_count(this), NativeMethods.duckdb_union_type_member_name)
            .Select((name, i) => new DuckDbColumn(name, Take(NativeMethods.duckdb_union_type_member_type(this, (ulong)i))))];
}
