namespace Tarn.Engine;

/// <summary>
/// Builds the columns of a file from the flat list that a Parquet footer has, as the engine does: a group with one child inside a list is that child, and
/// what is repeated outside of a list is a list too.
/// </summary>
/// <param name="elements">The schema elements in their order, the root first.</param>
internal sealed class FooterColumns(IReadOnlyList<FooterElement> elements)
{
    private int _next;

    /// <summary>The file's columns.</summary>
    public FileSchema Build() => new(elements.Count == 0 ? [] : Children(elements[_next++]));

    private IReadOnlyList<FileColumn> Children(FooterElement parent)
    {
        var columns = new List<FileColumn>();
        for (var i = 0; i < parent.Children && _next < elements.Count; i++)
            columns.Add(Column(parent));
        return columns;
    }

    private FileColumn Column(FooterElement parent)
    {
        var element = elements[_next++];
        var children = Children(element);
        if (children.Count == 2 && (element.ConvertedType is "MAP_KEY_VALUE" || parent.ConvertedType is "MAP"))
            return Named(element, new FileType.Map(children[0], children[1]));
        if (children.Count == 1 && (element.IsRepeated || element.ConvertedType is "LIST" or "MAP" or "MAP_KEY_VALUE"))
            return Named(element, element.IsRepeated ? new FileType.List(children[0]) : children[0].Type);
        var column = Named(element, element.Children == 0 ? new FileType.Leaf(element.EngineType ?? "BLOB") : new FileType.Struct(children));
        return element.IsRepeated ? column with { Type = new FileType.List(column) } : column;
    }

    private static FileColumn Named(FooterElement element, FileType type) => new(element.Name, element.FieldId, type);
}
