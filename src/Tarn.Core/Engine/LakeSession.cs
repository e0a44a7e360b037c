using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Expressions;

namespace Tarn.Engine;

/// <summary>
/// A lake as one run or one query sees it: a catalog of the engine's own in which each table that is shown is a view over its files, by its own name.
/// What is shown already, in the same version, stays. Safe for threads.
/// </summary>
public sealed class LakeSession : IDisposable
{
    private readonly LakeEngine _engine;
    private readonly LakeTables _tables;
    private readonly TableReader _reader;
    private readonly List<TableSelect> _selects = [];
    private readonly string _catalog;
    private readonly Dictionary<TableName, TableEntry> _shown = [];
    private readonly Dictionary<string, TableName> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1);
    private readonly DuckDbConnection _connection;

    /// <summary>A session that shows nothing yet.</summary>
    public LakeSession(LakeEngine engine, LakeTables tables)
    {
        (_engine, _tables, _reader) = (engine, tables, new TableReader(engine, tables));
        _catalog = engine.AttachCatalog();
        _connection = Connect();
    }

    /// <summary>The rows of tables that are wanted, for a session of one query; tables that are not among them are wanted whole.</summary>
    public IReadOnlyDictionary<TableName, Expression> Wanted { get; set; } = new Dictionary<TableName, Expression>();

    /// <summary>A connection whose unqualified names are the session's.</summary>
    public DuckDbConnection Connect() => _engine.Connect(_catalog);

    /// <summary>Shows these tables, and those their views are made of, as a tree has them. Names the tree does not have are left out.</summary>
    /// <exception cref="TarnException">Invalid <c>query.same-name</c>: two of the session's names differ in case only. <c>view.*</c>: a view cannot be read.</exception>
    public async Task ShowAsync(CatalogTree tree, IEnumerable<TableName> names, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            foreach (var name in names)
                await ShowAsync(tree, name, depth: 0, cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Shows a SELECT by a name of its own, in a schema or, where that is empty, in none.</summary>
    public async Task ShowAsync(string schema, string name, Func<DuckDbConnection, Task<TableSelect>> make, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var select = await make(_connection);
            _selects.Add(select);
            if (schema.Length > 0 && _namespaces.Add(schema))
                _connection.Execute($"create schema if not exists {SqlText.Name(schema)}");
            _connection.Execute($"create or replace view {(schema.Length == 0 ? "" : SqlText.Name(schema) + ".")}{SqlText.Name(name)} as {select.Sql}");
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets the catalog; connections of the session must be closed before.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _gate.Dispose();
        _engine.DetachCatalog(_catalog);
        foreach (var select in _selects)
            select.Dispose();
    }

    private async Task ShowAsync(CatalogTree tree, TableName name, int depth, CancellationToken cancel)
    {
        if (depth > 64)
            throw new TarnException(FailureKind.Invalid, new Problem("view.cycle", $"The view {name} is made of itself.", name.ToString(), "Build it anew from its model."));
        var entry = await tree.FindAsync(name, cancel);
        if (entry is null)
            return;
        var select = entry switch
        {
            TableEntry.Table table => _shown.GetValueOrDefault(name) == entry ? null : await SelectAsync(name, table, cancel),
            TableEntry.View view => await ViewAsync(tree, view, depth, cancel),
            _ => null,
        };
        if (select is null || _shown.GetValueOrDefault(name) == entry)
            return;
        RequireOwnName(name);
        if (_namespaces.Add(name.Namespace))
            _connection.Execute($"create schema if not exists {SqlText.Name(name.Namespace)}");
        _connection.Execute($"create or replace view {name.Sql} as {select}");
        _shown[name] = entry;
    }

    /// <summary>The engine takes names that differ in case for one, and would read the one for the other.</summary>
    private void RequireOwnName(TableName name)
    {
        if (!_names.TryAdd(name.ToString(), name) && _names[name.ToString()] != name)
            throw new TarnException(FailureKind.Invalid, new Problem(
                "query.same-name", $"'{_names[name.ToString()]}' and '{name}' differ in the case of letters only.", name.ToString(), "The engine cannot tell them apart in one query: ask for one of them, or rename the other."));
    }

    /// <summary>What a SELECT was lent is kept to the end: a query that runs may still go by a view that was replaced.</summary>
    private async Task<string> SelectAsync(TableName name, TableEntry.Table table, CancellationToken cancel)
    {
        var select = Wanted.TryGetValue(name, out var wanted)
            ? await _reader.SelectAsync(_connection, new TableRead(table) { Wanted = wanted }, cancel)
            : await _reader.SelectAsync(_connection, table, cancel);
        if (select.Leases.Count > 0)
            _selects.Add(select);
        return select.Sql;
    }

    /// <summary>A view's tables may have changed though the view did not, so they are looked at each time.</summary>
    private async Task<string> ViewAsync(CatalogTree tree, TableEntry.View view, int depth, CancellationToken cancel)
    {
        var metadata = await _tables.ViewAsync(view, cancel);
        var query = ViewQuery.Of(_connection, metadata);
        await query.RequireTablesAsync(tree, metadata.Location, cancel);
        foreach (var name in query.Tables)
            await ShowAsync(tree, name, depth + 1, cancel);
        return query.Sql;
    }
}
