namespace Tarn.Sql.Trees;

/// <summary>A piece of a parsed statement.</summary>
public abstract record SqlNode
{
    /// <summary>Where it stands in the SQL, as a byte in UTF-8; of an operator, the operator's place. Null when DuckDB does not tell.</summary>
    public ulong? Location { get; init; }

    /// <summary>
    /// Every piece directly below, in DuckDB's order, those of fields that no record names included; so a walk over these misses nothing.
    /// The queries of a query's CTEs are not here but in <see cref="QueryNode.Ctes"/>.
    /// </summary>
    public required IReadOnlyList<SqlNode> Children { get; init; }

    /// <summary>This piece and all pieces below, CTEs included.</summary>
    public IEnumerable<SqlNode> All()
    {
        var waiting = new Stack<SqlNode>([this]);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            var ctes = node is QueryNode query ? query.Ctes.Select(c => (SqlNode)c.Query) : [];
            foreach (var below in ctes.Concat(node.Children).Reverse())
                waiting.Push(below);
        }
    }
}
