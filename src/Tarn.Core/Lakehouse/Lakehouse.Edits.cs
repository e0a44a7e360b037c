namespace Tarn.Lakehouse;

/// <content>Rows that are deleted or updated.</content>
public sealed partial class Lakehouse
{
    /// <summary>Deletes or updates rows of a table, in one commit; what is on the branch when it lands is what was looked at.</summary>
    /// <exception cref="TarnException">Invalid <c>table.unknown</c>, <c>edit.view</c>, <c>edit.column</c>, <c>edit.sql</c>; as commits.</exception>
    public Task<EditedTable> EditRowsAsync(RowEditRequest request, CancellationToken cancel = default) =>
        new RowEdits(Catalog, Tables, Engine, Ids).ApplyAsync(request, cancel);
}
