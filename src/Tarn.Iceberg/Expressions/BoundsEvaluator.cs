using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Expressions;

/// <summary>Drops files by their counts and bounds (spec, "Scan Planning").</summary>
public sealed class BoundsEvaluator(TableSchema schema, Expression filter)
{
    private readonly Expression _filter = Negation.PushDown(filter);

    /// <summary>False only when no row of the file can match.</summary>
    public bool MightMatch(DataFile file) =>
        file.RecordCount != 0 && FactsEvaluator.MightMatch(_filter, fieldId => FactsOf(file, fieldId));

    private ColumnFacts FactsOf(DataFile file, int fieldId)
    {
        if (SchemaColumns.TypeOf(schema, fieldId) is not { } type)
            return default;
        var values = CountOf(file.ValueCounts, fieldId);
        var nulls = CountOf(file.NullCounts, fieldId);
        var nans = CountOf(file.NanCounts, fieldId);
        return ColumnFacts.Of(
            type,
            ShareOf(nulls, values),
            ShareOf(nans, values - nulls),
            file.LowerBounds?.GetValueOrDefault(fieldId),
            file.UpperBounds?.GetValueOrDefault(fieldId));
    }

    private static Share ShareOf(long? some, long? all) => some switch
    {
        0 => Share.None,
        > 0 when some == all => Share.All,
        _ => Share.Unknown,
    };

    /// <summary>Null when the writer did not count; some write -1 for that.</summary>
    private static long? CountOf(IReadOnlyDictionary<int, long>? counts, int fieldId) =>
        counts is not null && counts.TryGetValue(fieldId, out var count) && count >= 0 ? count : null;
}
