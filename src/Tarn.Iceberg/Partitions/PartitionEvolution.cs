using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Partitions;

/// <summary>Changes partition specs as values. Field ids are given by the table when the spec is added: 0 stands for one to be given.</summary>
public static class PartitionEvolution
{
    /// <summary>The spec of a new table.</summary>
    /// <exception cref="IcebergException">Invalid, with every field that cannot be.</exception>
    public static PartitionSpec Create(TableSchema schema, IReadOnlyList<PartitionChange.Add> fields) =>
        Apply(PartitionSpec.Unpartitioned, schema, fields);

    /// <summary>The spec after the changes, each seeing those before it. Its id is the current one's until it is added to the table.</summary>
    /// <exception cref="IcebergException">Invalid, with every change that cannot be made.</exception>
    public static PartitionSpec Apply(PartitionSpec current, TableSchema schema, IReadOnlyList<PartitionChange> changes)
    {
        var fields = current.Fields.ToList();
        var problems = changes.Select(change => Change(fields, schema, change)).OfType<string>().ToList();
        return problems.Count == 0
            ? current with { Fields = fields }
            : throw IcebergException.Invalid("The table cannot be partitioned so", problems);
    }

    /// <summary>The name of a field that nobody named, as Java makes it.</summary>
    public static string NameOf(string column, Transform transform) => transform switch
    {
        Transform.Identity => column,
        Transform.Bucket bucket => $"{column}_bucket_{bucket.Count}",
        Transform.Truncate truncate => $"{column}_trunc_{truncate.Width}",
        Transform.Void => $"{column}_null",
        _ => $"{column}_{TransformText.Print(transform)}",
    };

    /// <summary>Sentences on fields that do not fit the schema: a column that is gone, a transform that does not take its type.</summary>
    internal static IReadOnlyList<string> Problems(PartitionSpec spec, TableSchema schema) =>
        [.. spec.Fields.Where(field => field.Transform is not Transform.Void).Select(field => ProblemOf(field, schema)).OfType<string>()];

    private static string? ProblemOf(PartitionField field, TableSchema schema)
    {
        if (SchemaFields.ById(schema, field.SourceId) is not { } source)
            return $"partition field '{field.Name}' is made from column {field.SourceId}, which the schema does not have.";
        return field.Transform is Transform.Unknown || PartitionValues.Accepts(field.Transform, source.Type)
            ? null
            : $"partition field '{field.Name}': {TransformText.Print(field.Transform)} does not take {TypeText.Print(source.Type)}.";
    }

    private static string? Change(List<PartitionField> fields, TableSchema schema, PartitionChange change) => change switch
    {
        PartitionChange.Add add => Add(fields, schema, add),
        PartitionChange.Remove remove => fields.RemoveAll(field => field.Name == remove.Name) == 0 ? $"there is no partition field '{remove.Name}'." : null,
        PartitionChange.Rename rename => Rename(fields, rename),
        _ => null,
    };

    private static string? Add(List<PartitionField> fields, TableSchema schema, PartitionChange.Add add)
    {
        if (SchemaFields.Find(schema, add.Source) is not { } source)
            return $"there is no column '{add.Source}'.";
        var field = new PartitionField(source.Id, 0, add.Name ?? NameOf(add.Source.ToString(), add.Transform), add.Transform);
        if (fields.Any(other => other.Name == field.Name))
            return $"there is a partition field '{field.Name}' already.";
        if (field.Transform is not Transform.Identity && SchemaFields.Find(schema, new ColumnPath(field.Name)) is not null)
            return $"partition field '{field.Name}' has the name of a column; give it another.";
        if (ProblemOf(field, schema) is { } problem)
            return problem;
        fields.Add(field);
        return null;
    }

    private static string? Rename(List<PartitionField> fields, PartitionChange.Rename rename)
    {
        var at = fields.FindIndex(field => field.Name == rename.Name);
        if (at < 0)
            return $"there is no partition field '{rename.Name}'.";
        if (fields.Any(field => field.Name == rename.NewName))
            return $"there is a partition field '{rename.NewName}' already.";
        fields[at] = fields[at] with { Name = rename.NewName };
        return null;
    }
}
