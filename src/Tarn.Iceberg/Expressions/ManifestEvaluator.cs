using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Expressions;

/// <summary>Drops manifests of one spec by their partition summaries (spec, "Scan Planning").</summary>
public sealed class ManifestEvaluator
{
    private readonly PartitionFacts _fields;
    private readonly Expression _filter;

    /// <summary>For manifests of the spec and a condition on the columns of the schema.</summary>
    public ManifestEvaluator(TableSchema schema, PartitionSpec spec, Expression filter)
    {
        _fields = new PartitionFacts(schema, spec);
        _filter = Projection.Project(schema, spec, filter);
    }

    /// <summary>False only when no row of the manifest's files can match.</summary>
    public bool MightMatch(ManifestFile manifest) =>
        manifest is not { AddedFiles: 0, ExistingFiles: 0 }
        && FactsEvaluator.MightMatch(_filter, fieldId => manifest.Partitions is { } summaries ? _fields.Of(summaries, fieldId) : default);
}
