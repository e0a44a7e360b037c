using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Expressions;

/// <summary>What partition tuples and their summaries tell of partition fields.</summary>
internal sealed class PartitionFacts(TableSchema schema, PartitionSpec spec)
{
    private readonly IReadOnlyList<IcebergType?> _types = PartitionTypes.Of(spec, schema);

    /// <summary>The facts of a field in the files of one tuple.</summary>
    public ColumnFacts Of(IReadOnlyList<object?> tuple, int fieldId)
    {
        if (tuple.Count != spec.Fields.Count || Find(fieldId) is not (var at, { } type))
            return default;
        return tuple[at] switch
        {
            null => new ColumnFacts(type, Share.All, Share.None, null, null),
            var value when ValueOrder.IsNan(value) => new ColumnFacts(type, Share.None, Share.All, null, null),
            var value => Literals.Fit(type, value) is { } fitted ? new ColumnFacts(type, Share.None, Share.None, fitted, fitted) { Exact = true } : default,
        };
    }

    /// <summary>The facts of a field in the files of one manifest.</summary>
    public ColumnFacts Of(IReadOnlyList<PartitionSummary> summaries, int fieldId)
    {
        if (summaries.Count != spec.Fields.Count || Find(fieldId) is not (var at, { } type))
            return default;
        var summary = summaries[at];
        // Older Java writers order UUIDs by two signed numbers, so that their bounds bound nothing here.
        var bounded = type is not IcebergType.Uuid;
        return ColumnFacts.Of(type, NullsOf(summary, type), NansOf(summary), bounded ? summary.LowerBound : null, bounded ? summary.UpperBound : null);
    }

    /// <summary>Bounds are left out when all values are null or NaN (spec, "field_summary").</summary>
    private static Share NullsOf(PartitionSummary summary, IcebergType type)
    {
        if (!summary.ContainsNull)
            return Share.None;
        var mayBeNan = type is IcebergType.Float or IcebergType.Double && summary.ContainsNan is not false;
        return summary is { LowerBound: null, UpperBound: null } && !mayBeNan ? Share.All : Share.Unknown;
    }

    private static Share NansOf(PartitionSummary summary) => summary switch
    {
        { ContainsNan: false } => Share.None,
        { ContainsNan: true, ContainsNull: false, LowerBound: null, UpperBound: null } => Share.All,
        _ => Share.Unknown,
    };

    private (int At, IcebergType? Type)? Find(int fieldId)
    {
        for (var i = 0; i < spec.Fields.Count; i++)
        {
            if (spec.Fields[i].FieldId == fieldId)
                return (i, _types[i]);
        }
        return null;
    }
}
