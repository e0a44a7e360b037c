namespace Tarn.DuckDb.Native;

/// <summary>DuckDB's names of its kinds of errors (src/common/exception.cpp), as they stand before 'Error:'.</summary>
internal static class ErrorKinds
{
    private static readonly Dictionary<string, DuckDbErrorType> Names = Build();

    public static DuckDbErrorType? Of(string name) => Names.TryGetValue(name.Replace(" ", "", StringComparison.Ordinal), out var type) ? type : null;

    private static Dictionary<string, DuckDbErrorType> Build()
    {
        var names = System.Enum.GetValues<DuckDbErrorType>().ToDictionary(t => t.ToString(), t => t, StringComparer.OrdinalIgnoreCase);
        names["TransactionContext"] = DuckDbErrorType.Transaction;
        names["ExtensionAutoloading"] = DuckDbErrorType.Autoload;
        return names;
    }
}
