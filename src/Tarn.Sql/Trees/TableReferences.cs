using System.Runtime.CompilerServices;

namespace Tarn.Sql.Trees;

/// <summary>What a tree reads: tables that are not CTEs, functions that give rows, and what is not understood.</summary>
public sealed record TableReferences
{
    /// <summary>The tables, each once, in the order in which they are met. Names of CTEs that are in scope are not among them.</summary>
    public required IReadOnlyList<TableReference> Tables { get; init; }

    /// <summary>The names of functions that stand where tables stand, each once.</summary>
    public required IReadOnlyList<string> Functions { get; init; }

    /// <summary>DuckDB's words for tables and queries of kinds not known here; what lies below them was walked all the same.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>
    /// Walks a tree. A CTE is seen by those after it and by the query that it belongs to, subqueries included; a recursive one also by its own
    /// step; a name with a schema is never a CTE. So DuckDB binds names too.
    /// </summary>
    public static TableReferences Of(SqlTree tree)
    {
        var walk = new Walk();
        foreach (var statement in tree.Statements)
            walk.Visit(statement, Scope.Empty);
        return new TableReferences { Tables = [.. walk.Tables.Distinct()], Functions = [.. walk.Functions.Distinct()], Unknown = [.. walk.Unknown.Distinct()] };
    }

    private sealed record Scope(string Name, Scope? Outer)
    {
        public static readonly Scope Empty = new("", null);

        public bool Has(string name)
        {
            for (var scope = this; scope.Outer is not null; scope = scope.Outer)
                if (string.Equals(scope.Name, name, StringComparison.OrdinalIgnoreCase))
                    return true;
            return false;
        }
    }

    private sealed class Walk
    {
        public List<TableReference> Tables { get; } = [];

        public List<string> Functions { get; } = [];

        public List<string> Unknown { get; } = [];

        public void Visit(SqlNode node, Scope scope)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
                throw new SqlTreeException("This statement is nested too deep.", "tree");
            if (node is QueryNode query)
                scope = Ctes(query, scope);
            Note(node, scope);
            foreach (var child in node.Children)
                Visit(child, ScopeOf(child, node, scope));
        }

        private Scope Ctes(QueryNode query, Scope scope)
        {
            foreach (var cte in query.Ctes)
            {
                Visit(cte.Query, scope);
                scope = new Scope(cte.Name, scope);
            }
            return scope;
        }

        /// <summary>Only the step of a recursive query sees its name.</summary>
        private static Scope ScopeOf(SqlNode child, SqlNode parent, Scope scope) =>
            parent is QueryNode.Recursive recursive && ReferenceEquals(child, recursive.Step) ? new Scope(recursive.Name, scope) : scope;

        private void Note(SqlNode node, Scope scope)
        {
            if (node is TableNode.Base table && !(table.Schema.Length == 0 && table.Catalog.Length == 0 && scope.Has(table.Name)))
                Tables.Add(new TableReference(table.Catalog, table.Schema, table.Name));
            else if (node is TableNode.Function { Call: { } call })
                Functions.Add(call.Name);
            else if (node is TableNode.Other or QueryNode.Other)
                Unknown.Add(node is TableNode.Other other ? other.Type : ((QueryNode.Other)node).Type);
        }
    }
}
