using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Commits;

/// <summary>
/// Joins the schemas of two sides, column by column, by their ids: data files carry them, so they cannot be given anew. What one side
/// changed is taken; what both changed must be the same.
/// </summary>
internal sealed class SchemaUnion
{
    private readonly Dictionary<int, NestedField> _ancestor;
    private readonly Dictionary<int, NestedField> _source;
    private readonly Dictionary<int, NestedField> _target;
    private string? _reason;

    private SchemaUnion(TableMetadata ancestor, TableMetadata source, TableMetadata target) =>
        (_ancestor, _source, _target) = (Columns(ancestor), Columns(source), Columns(target));

    /// <summary>What makes the target's schema the joint one; nothing when it is. A reason instead when they do not join.</summary>
    public static (IReadOnlyList<TableUpdate> Updates, string? Reason) Make(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        if (!source.CurrentSchema.IdentifierFieldIds.SequenceEqual(ancestor.CurrentSchema.IdentifierFieldIds))
            return ([], "The source changed which columns identify rows.");
        if (TwiceGiven(ancestor, source, target) is { } twice)
            return ([], $"Both sides gave the column id {twice}, and not to the same column.");
        var union = new SchemaUnion(ancestor, source, target);
        var fields = new FieldList([.. target.CurrentSchema.Fields.Select(field => union.Join(field.Id)).OfType<NestedField>(), .. union.New(source)]);
        var schema = target.CurrentSchema with { Fields = fields };
        if (union._reason is { } reason)
            return ([], reason);
        if (source.LastColumnId > Math.Max(target.LastColumnId, SchemaFields.HighestId(schema)))
            return ([], "The source added columns and dropped them again; its files hold ids that the target would give once more.");
        if (SchemaRules.Problems(schema) is [var problem, ..])
            return ([], $"The schemas of the two sides do not join: {problem}");
        return fields.Equals(target.CurrentSchema.Fields)
            ? ([], null)
            : ([new TableUpdate.AddSchema(schema), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)], null);
    }

    /// <summary>A column of the target as it will be; null when the source dropped it.</summary>
    private NestedField? Join(int id)
    {
        var (ancestor, source, target) = (_ancestor.GetValueOrDefault(id), _source.GetValueOrDefault(id), _target[id]);
        if (source == ancestor || source == target)
            return target;
        if (target == ancestor)
            return source;
        _reason ??= $"Both sides changed the column '{ancestor?.Name ?? target.Name}'.";
        return target;
    }

    private IEnumerable<NestedField> New(TableMetadata source)
    {
        foreach (var field in source.CurrentSchema.Fields.Where(field => !_target.ContainsKey(field.Id)))
        {
            if (_ancestor.TryGetValue(field.Id, out var before))
            {
                if (before != field)
                    _reason ??= $"The source changed the column '{before.Name}', which the target dropped.";
                continue;
            }
            yield return field;
        }
    }

    /// <summary>An id that is new on both sides and does not mean one field there; null when there is none.</summary>
    private static int? TwiceGiven(TableMetadata ancestor, TableMetadata source, TableMetadata target)
    {
        var given = Ids(source);
        given.IntersectWith(Ids(target));
        given.ExceptWith(Ids(ancestor));
        return given.Order().Cast<int?>().FirstOrDefault(id =>
            SchemaFields.ById(source.CurrentSchema, id!.Value) is not { } field || SchemaFields.ById(target.CurrentSchema, id.Value) != field);
    }

    private static Dictionary<int, NestedField> Columns(TableMetadata metadata) => metadata.CurrentSchema.Fields.ToDictionary(field => field.Id);

    private static HashSet<int> Ids(TableMetadata metadata) => [.. metadata.Schemas.SelectMany(SchemaFields.All).Select(found => found.Field.Id)];
}
