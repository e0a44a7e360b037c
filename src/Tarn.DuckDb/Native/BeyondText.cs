namespace Tarn.DuckDb.Native;

/// <summary>Raw values as DuckDB writes them, for those that CLR types cannot hold.</summary>
internal static class BeyondText
{
    public static string Of(DuckDbScalar kind, long raw)
    {
        using var value = new ValueHandle(Create(kind, raw));
        return NativeMethods.TakeText(NativeMethods.duckdb_get_varchar(value));
    }

    private static nint Create(DuckDbScalar kind, long raw) => kind switch
    {
        DuckDbScalar.Date => NativeMethods.duckdb_create_date((int)raw),
        DuckDbScalar.Time => NativeMethods.duckdb_create_time(raw),
        DuckDbScalar.TimeNs => NativeMethods.duckdb_create_time_ns(raw),
        DuckDbScalar.TimestampS => NativeMethods.duckdb_create_timestamp_s(raw),
        DuckDbScalar.TimestampMs => NativeMethods.duckdb_create_timestamp_ms(raw),
        DuckDbScalar.TimestampNs or DuckDbScalar.TimestampTzNs => NativeMethods.duckdb_create_timestamp_ns(raw),
        DuckDbScalar.TimestampTz => NativeMethods.duckdb_create_timestamp_tz(raw),
        DuckDbScalar.Timestamp => NativeMethods.duckdb_create_timestamp(raw),
        _ => NativeMethods.duckdb_create_int64(raw),
    };
}
