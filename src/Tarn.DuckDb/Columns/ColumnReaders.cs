namespace Tarn.DuckDb.Columns;

/// <summary>Which reader reads which type.</summary>
internal static class ColumnReaders
{
    public static ColumnReader Of(ColumnSource source) => source.Type switch
    {
        DuckDbType.Scalar scalar => OfNumber(scalar.Kind, source) ?? OfScalar(scalar.Kind, source),
        DuckDbType.Decimal => new DecimalColumn(source),
        DuckDbType.Enum => new EnumColumn(source),
        DuckDbType.List => new ListColumn(source),
        DuckDbType.Array => new ArrayColumn(source),
        DuckDbType.Map => new MapColumn(source),
        DuckDbType.Struct => new StructColumn(source),
        DuckDbType.Union => new UnionColumn(source),
        _ => throw new NotSupportedException($"There is no reader for {source.Type}."),
    };

    private static ColumnReader? OfNumber(DuckDbScalar kind, ColumnSource source) => kind switch
    {
        DuckDbScalar.Boolean => new FixedColumn<bool>(source),
        DuckDbScalar.TinyInt => new FixedColumn<sbyte>(source),
        DuckDbScalar.SmallInt => new FixedColumn<short>(source),
        DuckDbScalar.Integer => new FixedColumn<int>(source),
        DuckDbScalar.BigInt => new FixedColumn<long>(source),
        DuckDbScalar.HugeInt => new FixedColumn<Int128>(source),
        DuckDbScalar.UTinyInt => new FixedColumn<byte>(source),
        DuckDbScalar.USmallInt => new FixedColumn<ushort>(source),
        DuckDbScalar.UInteger => new FixedColumn<uint>(source),
        DuckDbScalar.UBigInt => new FixedColumn<ulong>(source),
        DuckDbScalar.UHugeInt => new FixedColumn<UInt128>(source),
        DuckDbScalar.Float => new FixedColumn<float>(source),
        DuckDbScalar.Double => new FixedColumn<double>(source),
        DuckDbScalar.Interval => new FixedColumn<DuckDbInterval>(source),
        _ => null,
    };

    private static ColumnReader OfScalar(DuckDbScalar kind, ColumnSource source) => kind switch
    {
        DuckDbScalar.Varchar => new TextColumn(source),
        DuckDbScalar.Blob or DuckDbScalar.Geometry => new BytesColumn(source),
        DuckDbScalar.Date => new DateColumn(source),
        DuckDbScalar.Time or DuckDbScalar.TimeNs => new TimeColumn(source),
        DuckDbScalar.TimeTz => new TimeTzColumn(source),
        DuckDbScalar.Uuid => new GuidColumn(source),
        DuckDbScalar.Bit => new BitsColumn(source),
        DuckDbScalar.Bignum => new BignumColumn(source),
        DuckDbScalar.SqlNull => new NullColumn(source),
        DuckDbScalar.Timestamp or DuckDbScalar.TimestampS or DuckDbScalar.TimestampMs or DuckDbScalar.TimestampNs
            or DuckDbScalar.TimestampTz or DuckDbScalar.TimestampTzNs => new TimestampColumn(source),
        _ => throw new NotSupportedException($"There is no reader for {source.Type}. Cast it in the query, for example to VARCHAR."),
    };
}
