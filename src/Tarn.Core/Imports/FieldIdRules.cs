using Tarn.Engine;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>What field ids of files must keep, whatever table they go to (spec, "Reserved Field IDs"). Pure.</summary>
/// <param name="conflicts">Takes the columns that break it.</param>
internal sealed class FieldIdRules(ImportConflicts conflicts)
{
    /// <summary>Ids from here on are those of files of deletes and of metadata columns.</summary>
    private const int ReservedFrom = int.MaxValue - 200;

    /// <summary>Columns that belong to the table which the file was written for.</summary>
    public void Check(FileSchema schema, ConflictSide side)
    {
        foreach (var column in schema.Columns.Where(column => column.FieldId >= ReservedFrom))
            conflicts.Add(column.Name, $"'{column.Name}' has the reserved field id {column.FieldId}: the file holds deletes or row ids of an Iceberg table, which is imported with --metadata.", side);
    }

    /// <summary>Columns of different names with one id.</summary>
    /// <param name="fields">The columns of all files, joined.</param>
    /// <param name="file">One of the files.</param>
    public void CheckTwice(FieldList fields, string file)
    {
        var all = SchemaFields.All(new TableSchema { SchemaId = 0, Fields = fields });
        foreach (var same in all.Where(found => found.Field.Id != 0).GroupBy(found => found.Field.Id).Where(same => same.Count() > 1))
            conflicts.Add($"{same.First().Path}", $"{string.Join(" and ", same.Select(found => $"'{found.Path}'"))} have the same field id {same.Key}: the files are of different tables.", new ConflictSide("", file, 1));
    }
}
