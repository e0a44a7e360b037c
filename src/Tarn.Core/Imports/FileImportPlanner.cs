using Tarn.Engine;
using Tarn.Iceberg;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>Plans which columns, partitions and statistics a table has with imported files, and lists all that does not fit together. Pure.</summary>
public static class FileImportPlanner
{
    private const int NewTableVersion = 2;

    /// <summary>The plan. Where it has conflicts nothing else of it holds.</summary>
    public static FileImportPlan Plan(FileImportState state)
    {
        var plan = new FileImportPlan { Table = state.Name, IsNew = state.Table is null, Files = state.Files, Skipped = state.Skipped, Empty = state.Empty };
        if (state.Files.Count == 0)
            return plan;
        var conflicts = new ImportConflicts();
        var columns = Columns(state, conflicts);
        var named = state.Files.Select(file => (file, columns[file.Schema].Names)).ToList();
        var folders = new FolderColumns(named, state.Table?.CurrentSchema.Fields ?? new FieldList([]), conflicts).Fields;
        var fields = Joined(state, columns, folders, conflicts);
        try
        {
            return conflicts.All.Count > 0 ? plan with { Conflicts = conflicts.All } : Shaped(plan, state, named, (fields, folders), conflicts);
        }
        catch (IcebergException e) when (e.Kind is IcebergFault.Invalid)
        {
            return plan with { Conflicts = [.. (e.Problems.Count == 0 ? [e.Message] : e.Problems).Select(what => new ImportConflict("", what, []))] };
        }
    }

    private static int VersionOf(FileImportState state) => state.Table?.FormatVersion ?? NewTableVersion;

    /// <summary>The columns of each kind of file, by the names that the table has for them, and the names alone.</summary>
    private static Dictionary<FileSchema, (IReadOnlyList<FileColumn> Columns, IReadOnlySet<string> Names)> Columns(FileImportState state, ImportConflicts conflicts)
    {
        var names = state.Table is { } table ? new FileNames(table, NameMapping.Of(table.Properties, table.Location), conflicts) : null;
        var rules = new FieldIdRules(conflicts);
        return state.Files.GroupBy(file => file.Schema).ToDictionary(same => same.Key, same =>
        {
            var side = new ConflictSide("", same.First().Path, same.Count());
            rules.Check(same.Key, side);
            var columns = names?.Of(same.Key, side) ?? same.Key.Columns;
            return (columns, (IReadOnlySet<string>)columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));
        });
    }

    private static FieldList Joined(
        FileImportState state, Dictionary<FileSchema, (IReadOnlyList<FileColumn> Columns, IReadOnlySet<string> Names)> columns, FieldList folders, ImportConflicts conflicts)
    {
        var merge = new SchemaMerge(VersionOf(state), conflicts);
        if (state.Table is not null)
            merge.Add(WithoutIds(state.Table.CurrentSchema.Fields), file: null, count: 0);
        foreach (var same in state.Files.GroupBy(file => file.Schema))
        {
            var (file, count) = (same.First().Path, same.Count());
            var fields = new FileFields(VersionOf(state), (file, count), conflicts).Of(columns[same.Key].Columns);
            merge.Add(state.Table is null ? fields : WithoutIds(fields), file, count);
        }
        merge.Add(folders, state.Files[0].Path, state.Files.Count);
        new FieldIdRules(conflicts).CheckTwice(merge.Fields, state.Files[0].Path);
        return new FieldList(merge.Fields.Select(field => field with { Required = IsFull(state, field.Name) }));
    }

    /// <summary>A required column stays so when every file tells that it has no nulls.</summary>
    private static bool IsFull(FileImportState state, string name)
    {
        if (state.Table is not { } table || table.CurrentSchema.Fields.FirstOrDefault(field => field.Name == name) is not { Required: true } required)
            return false;
        var mapping = (NameMapping.Of(table.Properties, table.Location) ?? new NameMapping([])).Covering(table.CurrentSchema);
        return state.Files.All(file => FileLeaves.Of(file, table.CurrentSchema, mapping, table.FormatVersion).Any(leaf => leaf.FieldId == required.Id && leaf.Statistics.Nulls == 0));
    }

    /// <summary>Names join a table's columns and files; ids were held against each other before.</summary>
    private static FieldList WithoutIds(FieldList fields) => new(fields.Select(field => field with { Id = 0, Type = WithoutIds(field.Type) }));

    private static IcebergType WithoutIds(IcebergType type) => type switch
    {
        IcebergType.Struct s => new IcebergType.Struct(WithoutIds(s.Fields)),
        IcebergType.List l => l with { ElementId = 0, Element = WithoutIds(l.Element) },
        IcebergType.Map m => m with { KeyId = 0, Key = WithoutIds(m.Key), ValueId = 0, Value = WithoutIds(m.Value) },
        _ => type,
    };

    private static FileImportPlan Shaped(
        FileImportPlan plan, FileImportState state, IReadOnlyList<(ImportedFile File, IReadOnlySet<string> Names)> files, (FieldList All, FieldList Folders) fields, ImportConflicts conflicts)
    {
        var (table, spec) = ImportedSchema.Of(state, fields.All, fields.Folders);
        var mapping = NameMapping.Of(table.Properties, table.Location);
        var partitions = new ImportedPartition(table, spec, conflicts);
        var added = files.Select(one => DataFileOf(one.File, FileLeaves.Of(one.File, table.CurrentSchema, mapping, table.FormatVersion), spec, leaves => partitions.Of(one.File, one.Names, leaves))).ToList();
        return conflicts.All.Count > 0 ? plan with { Conflicts = conflicts.All } : plan with
        {
            Columns = [.. table.CurrentSchema.Fields.Select(field => ColumnOf(state, field, fields.Folders))],
            Partitions = [.. spec.Fields.Where(field => field.Transform is not Transform.Void).Select(field => PartitionText.Of(field, table.CurrentSchema))],
            Shaped = table,
            DataFiles = added,
        };
    }

    private static PlannedColumn ColumnOf(FileImportState state, NestedField field, FieldList folders) => new(
        field.Name,
        TypeText.Print(field.Type),
        state.Table is { } before && SchemaFields.ById(before.CurrentSchema, field.Id) is { } known ? TypeText.Print(known.Type) : null,
        field.Required,
        folders.Any(folder => folder.Name == field.Name));

    private static DataFile DataFileOf(ImportedFile file, IReadOnlyList<LeafFacts> leaves, PartitionSpec spec, Func<IReadOnlyList<LeafFacts>, IReadOnlyList<object?>> partitionOf)
    {
        var plain = leaves.Where(leaf => !leaf.IsRepeated).ToList();
        return new DataFile
        {
            Path = file.Location,
            RecordCount = file.Rows,
            FileBytes = file.Bytes,
            SpecId = spec.SpecId,
            Partition = partitionOf(leaves),
            ColumnBytes = leaves.ToDictionary(leaf => leaf.FieldId, leaf => leaf.Statistics.Bytes),
            ValueCounts = leaves.ToDictionary(leaf => leaf.FieldId, leaf => leaf.Statistics.Values),
            NullCounts = plain.Where(leaf => leaf.Statistics.Nulls is not null).ToDictionary(leaf => leaf.FieldId, leaf => leaf.Statistics.Nulls!.Value),
            LowerBounds = Bounds(plain, leaf => leaf.Least is { } least ? SingleValueBounds.Lower(leaf.Type, least) : null),
            UpperBounds = Bounds(plain, leaf => leaf.Greatest is { } greatest ? SingleValueBounds.Upper(leaf.Type, greatest) : null),
            SplitOffsets = file.SplitOffsets.Count == 0 ? null : file.SplitOffsets,
        };
    }

    private static Dictionary<int, byte[]> Bounds(IEnumerable<LeafFacts> leaves, Func<LeafFacts, byte[]?> boundOf) =>
        leaves.Select(leaf => (leaf.FieldId, Bound: boundOf(leaf))).Where(found => found.Bound is not null).ToDictionary(found => found.FieldId, found => found.Bound!);
}
