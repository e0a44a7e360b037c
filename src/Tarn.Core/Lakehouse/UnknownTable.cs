using Tarn.Catalog;

namespace Tarn.Lakehouse;

/// <summary>Tells that a table is not there, with names that are.</summary>
internal static class UnknownTable
{
    private const int NearMax = 5;

    public static async Task<Problem> TellAsync(TableName table, CatalogTree tree, string at, CancellationToken cancel)
    {
        var names = new List<TableName>();
        await foreach (var (name, _) in tree.ListAsync(cancel: cancel))
            names.Add(name);
        var near = names.Where(n => n.Name == table.Name).Concat(names.Where(n => n.Namespace == table.Namespace)).Distinct().Take(NearMax).ToList();
        return new Problem(
            "table.unknown",
            $"There is no table '{table}'.",
            at,
            near.Count > 0 ? $"Near it: {string.Join(", ", near)}." : "'tarn table list' shows all.");
    }
}
