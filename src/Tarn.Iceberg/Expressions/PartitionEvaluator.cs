using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Expressions;

/// <summary>Drops files of one spec by their partition tuples (spec, "Scan Planning").</summary>
public sealed class PartitionEvaluator
{
    private readonly PartitionFacts _fields;
    private readonly Expression _filter;

    /// <summary>For files of the spec and a condition on the columns of the schema.</summary>
    public PartitionEvaluator(TableSchema schema, PartitionSpec spec, Expression filter)
    {
        _fields = new PartitionFacts(schema, spec);
        _filter = Projection.Project(schema, spec, filter);
    }

    /// <summary>False only when no row of a file with this tuple can match.</summary>
    public bool MightMatch(IReadOnlyList<object?> tuple) => FactsEvaluator.MightMatch(_filter, fieldId => _fields.Of(tuple, fieldId));
}
