using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>A column of a Parquet file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="FieldId">Its field id; null when its writer gave none.</param>
/// <param name="Type">Its type.</param>
public sealed record FileColumn(string Name, int? FieldId, FileType Type)
{
    /// <summary>The column with the field ids that a mapping gives its name, and its children theirs; what the mapping does not know gets none.</summary>
    public FileColumn Mapped(IReadOnlyList<MappedField> siblings) => MappedAs(NameMapping.Find(siblings, Name));

    private FileColumn MappedAs(MappedField? field) => this with { FieldId = field?.FieldId, Type = MappedType(field?.Fields ?? []) };

    private FileType MappedType(IReadOnlyList<MappedField> children) => Type switch
    {
        FileType.Struct s => new FileType.Struct([.. s.Columns.Select(column => column.Mapped(children))]),
        FileType.List l => new FileType.List(l.Element.MappedAs(NameMapping.Find(children, "element"))),
        FileType.Map m => new FileType.Map(m.Key.MappedAs(NameMapping.Find(children, "key")), m.Value.MappedAs(NameMapping.Find(children, "value"))),
        _ => Type,
    };

    /// <summary>True for a group of the parts that a variant has (Parquet, "Variant").</summary>
    internal bool IsVariantShaped => Type is FileType.Struct { Columns: [{ Name: "metadata", Type: FileType.Leaf { Name: "BLOB" } }, { Name: "value", Type: FileType.Leaf { Name: "BLOB" } }, ..] };

    /// <summary>The column and all below it.</summary>
    internal IEnumerable<FileColumn> All() => Type switch
    {
        FileType.Struct s => s.Columns.SelectMany(column => column.All()).Prepend(this),
        FileType.List l => l.Element.All().Prepend(this),
        FileType.Map m => m.Key.All().Concat(m.Value.All()).Prepend(this),
        _ => [this],
    };

    /// <summary>The column in one line: same text, same column.</summary>
    internal string Text => $"{SqlText.Name(Name)}#{FieldId}:" + Type switch
    {
        FileType.Struct s => $"({string.Join(',', s.Columns.Select(c => c.Text))})",
        FileType.List l => $"[{l.Element.Text}]",
        FileType.Map m => $"<{m.Key.Text},{m.Value.Text}>",
        _ => Type.Sql,
    };
}
