using Tarn.Iceberg.Expressions;

namespace Tarn.Engine;

/// <summary>Which rows a query wants of what it names. What is not among them is wanted whole.</summary>
/// <param name="Tables">The condition of each table, also of those that views are made of.</param>
/// <param name="Aspects">The condition of each version of a table that the query names.</param>
public sealed record QueryWants(IReadOnlyDictionary<TableName, Expression> Tables, IReadOnlyDictionary<TableAspect, Expression> Aspects)
{
    /// <summary>Everything.</summary>
    public static QueryWants Everything { get; } = new(new Dictionary<TableName, Expression>(), new Dictionary<TableAspect, Expression>());
}
