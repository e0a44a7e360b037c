using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Merges;

/// <summary>
/// Joins the schemas of two sides, column by column, by their ids. What one side changed is taken; what both changed must be the same. A column that the
/// source added keeps its id where the target has not given it to another; else it gets a new one, if no file of the source holds the old. Pure.
/// </summary>
internal sealed class SchemaUnion
{
    private readonly TableMetadata _ancestor;
    private readonly TableMetadata _source;
    private readonly TableMetadata _target;
    private readonly IReadOnlySet<int> _held;
    private readonly Dictionary<int, NestedField> _before;
    private readonly Dictionary<int, NestedField> _mine;
    private readonly HashSet<int> _known;
    private readonly HashSet<int> _given;
    private readonly FreshIds _fresh;
    private readonly List<string> _reasons = [];

    private SchemaUnion(TableMetadata ancestor, TableMetadata source, TableMetadata target, IReadOnlySet<int> held)
    {
        (_ancestor, _source, _target, _held) = (ancestor, source, target, held);
        (_before, _mine) = (Columns(ancestor), Columns(source));
        _known = [.. ancestor.Schemas.SelectMany(IdsOf)];
        _given = [.. target.Schemas.SelectMany(IdsOf).Where(id => !_known.Contains(id))];
        _fresh = new FreshIds(Math.Max(source.LastColumnId, target.LastColumnId));
    }

    /// <summary>What makes the target's schema the joint one, nothing when it is; or why they do not join, all reasons.</summary>
    /// <param name="ancestor">The table where the sides parted.</param>
    /// <param name="source">The side whose changes are taken.</param>
    /// <param name="target">The side that gets them.</param>
    /// <param name="held">Field ids that the source's new files may hold.</param>
    public static (IReadOnlyList<TableUpdate> Updates, IReadOnlyList<string> Reasons) Make(
        TableMetadata ancestor, TableMetadata source, TableMetadata target, IReadOnlySet<int> held)
    {
        var union = new SchemaUnion(ancestor, source, target, held);
        var schema = Same(source, ancestor) ? target.CurrentSchema : Same(target, ancestor) && union._given.Count == 0 ? source.CurrentSchema : union.Join();
        union.RefuseLostIds(schema);
        if (union._reasons.Count == 0)
            union._reasons.AddRange(SchemaRules.Problems(schema).Take(1).Select(problem => $"The schemas of the two sides do not join: {problem.TrimEnd('.')}"));
        return union._reasons.Count > 0 ? ([], union._reasons)
            : Same(schema, target.CurrentSchema) ? ([], [])
            : ([new TableUpdate.AddSchema(schema), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)], []);
    }

    private TableSchema Join() => _target.CurrentSchema with
    {
        Fields = new FieldList([.. _target.CurrentSchema.Fields.Select(JoinColumn).OfType<NestedField>(), .. _source.CurrentSchema.Fields.Select(NewColumn).OfType<NestedField>()]),
        IdentifierFieldIds = JoinIdentifiers(),
    };

    /// <summary>A column of the target as it will be; null when the source dropped it.</summary>
    private NestedField? JoinColumn(NestedField target)
    {
        var (before, mine) = (_before.GetValueOrDefault(target.Id), _mine.GetValueOrDefault(target.Id));
        if (before is null || mine == before || mine == target)
            return target;
        if (mine is not null && Clashing(IdsOf(mine).Where(id => !_known.Contains(id)), null) is { } clash)
            _reasons.Add(clash);
        if (target != before)
            _reasons.Add($"Both sides changed the column '{before.Name}'");
        return mine;
    }

    /// <summary>A column of the source that the target has not, as it will be; null when it has it, or dropped it.</summary>
    private NestedField? NewColumn(NestedField mine)
    {
        if (_before.TryGetValue(mine.Id, out var before))
        {
            if (before != mine && _target.CurrentSchema.Fields.All(field => field.Id != mine.Id))
                _reasons.Add($"The source changed the column '{before.Name}', which the target dropped");
            return null;
        }
        if (_known.Contains(mine.Id))
            return _target.CurrentSchema.Fields.Any(field => field.Id == mine.Id) ? null : mine;
        return _target.CurrentSchema.Fields.FirstOrDefault(field => field.Name == mine.Name && !_known.Contains(field.Id)) is { } theirs ? SameName(mine, theirs) : Added(mine);
    }

    /// <summary>Both added a column of this name: the target's stands for both when they mean the same.</summary>
    private NestedField? SameName(NestedField mine, NestedField theirs)
    {
        if (WithoutIds(mine) != WithoutIds(theirs))
            _reasons.Add($"Both sides added the column '{mine.Name}', as {Shown(mine)} in the source and as {Shown(theirs)} in the target");
        else if (mine != theirs && IdsOf(mine).Any(_held.Contains))
            _reasons.Add($"Both sides added the column '{mine.Name}', with the id {mine.Id} in the source and {theirs.Id} in the target, and files of the source hold it");
        return null;
    }

    private NestedField Added(NestedField mine)
    {
        if (!IdsOf(mine).Any(_given.Contains))
            return mine;
        if (Clashing(IdsOf(mine).Where(_held.Contains), mine.Name) is { } clash)
            _reasons.Add(clash);
        return mine with { Id = _fresh.Next(mine.Id), Type = _fresh.Assign(mine.Type) };
    }

    /// <summary>Why ids that both sides gave cannot stay; null when there are none.</summary>
    private string? Clashing(IEnumerable<int> ids, string? column)
    {
        foreach (var id in ids.Where(_given.Contains))
        {
            var theirs = SchemaFields.PathOf(_target.CurrentSchema, id)?.ToString();
            var mine = column ?? SchemaFields.PathOf(_source.CurrentSchema, id)?.ToString();
            return $"Both sides gave the column id {id}: to '{mine}' in the source, {(column is null ? "" : "whose files hold it, ")}and to '{theirs ?? "a column that is gone"}' in the target";
        }
        return null;
    }

    private IReadOnlyList<int> JoinIdentifiers()
    {
        var (before, mine, theirs) = (_ancestor.CurrentSchema.IdentifierFieldIds, _source.CurrentSchema.IdentifierFieldIds, _target.CurrentSchema.IdentifierFieldIds);
        if (SameIds(mine, before) || SameIds(mine, theirs))
            return theirs;
        if (!SameIds(theirs, before))
            _reasons.Add("Both sides changed which columns identify rows");
        return [.. mine.Select(id => _fresh.NewOfOld.GetValueOrDefault(id, id))];
    }

    /// <summary>A column that the source added and dropped again may be in its files; the target must not give its id to another.</summary>
    private void RefuseLostIds(TableSchema joint)
    {
        var kept = IdsOf(joint).ToHashSet();
        var highest = Math.Max(_target.LastColumnId, SchemaFields.HighestId(joint));
        var lost = _held.Where(id => !_known.Contains(id) && !kept.Contains(id) && (id > highest || _given.Contains(id))).Order().ToList();
        if (_reasons.Count == 0 && lost.Count > 0)
            _reasons.Add($"The source added a column, wrote files with it and dropped it again; the target would give its id {lost[0]} to another");
    }

    private static string Shown(NestedField field) => $"'{TypeText.Print(field.Type)}'{(field.Doc is null ? "" : $" ({field.Doc})")}";

    private static NestedField WithoutIds(NestedField field) => field with { Id = 0, Type = new FreshIds().Assign(field.Type) };

    private static bool Same(TableMetadata left, TableMetadata right) => Same(left.CurrentSchema, right.CurrentSchema);

    private static bool Same(TableSchema left, TableSchema right) => left.Fields.Equals(right.Fields) && SameIds(left.IdentifierFieldIds, right.IdentifierFieldIds);

    private static bool SameIds(IReadOnlyList<int> left, IReadOnlyList<int> right) => left.Order().SequenceEqual(right.Order());

    private static Dictionary<int, NestedField> Columns(TableMetadata metadata) => metadata.CurrentSchema.Fields.ToDictionary(field => field.Id);

    private static IEnumerable<int> IdsOf(TableSchema schema) => SchemaFields.All(schema).Select(found => found.Field.Id);

    private static IEnumerable<int> IdsOf(NestedField field) => SchemaFields.Children(field.Type).SelectMany(IdsOf).Prepend(field.Id);
}
