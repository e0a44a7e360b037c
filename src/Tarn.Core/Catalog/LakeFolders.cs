namespace Tarn.Catalog;

/// <summary>Which folder of a lake holds what: the first part of an object's key.</summary>
public static class LakeFolders
{
    private const string Tables = "tables";
    private static readonly string[] _reserved = ["refs", "commits", "trees", "namespaces", "landing", "staging", ".tarn-tmp"];

    /// <summary>Whether a key lies in a folder that no table may lie in: the catalog's, the landed pages', the engine's and the store's own.</summary>
    public static bool IsReserved(string key) => _reserved.Contains(FirstOf(key), StringComparer.Ordinal);

    /// <summary>Whether a key lies where the lake makes its tables.</summary>
    public static bool IsOfTables(string key) => FirstOf(key) == Tables;

    private static string FirstOf(string key) => key.Split('/')[0];
}
