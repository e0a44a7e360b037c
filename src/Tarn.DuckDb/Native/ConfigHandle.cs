namespace Tarn.DuckDb.Native;

/// <summary>duckdb_config: the options of a database before it is open.</summary>
internal sealed class ConfigHandle(nint pointer) : NativeHandle(pointer)
{
    public static ConfigHandle Of(IEnumerable<KeyValuePair<string, string>> options)
    {
        _ = NativeMethods.duckdb_create_config(out var pointer);
        var config = new ConfigHandle(pointer);
        foreach (var (name, value) in options)
        {
            if (NativeMethods.duckdb_set_config(config, name, value) == NativeMethods.Success)
                continue;
            config.Dispose();
            throw new DuckDbException(DuckDbErrorType.InvalidConfiguration, $"DuckDB refuses the setting {name} = '{value}'. See 'select * from duckdb_settings()'.");
        }
        return config;
    }

    protected override void Destroy(ref nint pointer) => NativeMethods.duckdb_destroy_config(ref pointer);
}
