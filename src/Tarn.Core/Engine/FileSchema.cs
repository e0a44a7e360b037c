using Tarn.Iceberg;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The columns of a Parquet file, as its footer has them. Equal when the columns are.</summary>
public sealed class FileSchema : IEquatable<FileSchema>
{
    private readonly string _text;

    /// <summary>These columns.</summary>
    public FileSchema(IReadOnlyList<FileColumn> columns)
    {
        Columns = columns;
        _text = string.Join(',', columns.Select(column => column.Text));
        HasFieldIds = columns.SelectMany(column => column.All()).Any(column => column.FieldId is not null);
    }

    /// <summary>The columns at the top.</summary>
    public IReadOnlyList<FileColumn> Columns { get; }

    /// <summary>True when the writer gave field ids: then a column without one belongs to no field.</summary>
    public bool HasFieldIds { get; }

    /// <summary>The columns by field id: the writer's, or those that the table's mapping gives the names.</summary>
    /// <param name="mapping">The table's mapping; null when it has none.</param>
    /// <param name="location">The file, for the message.</param>
    /// <exception cref="IcebergException">Unsupported: there is neither an id nor a mapping.</exception>
    public IReadOnlyList<FileColumn> ByFieldId(NameMapping? mapping, string location)
    {
        if (HasFieldIds)
            return Columns;
        return mapping is null
            ? throw new IcebergException(
                IcebergFault.Unsupported, $"{location}: the file's columns have no field ids, and the table has no property '{NameMapping.Property}' that tells which is which. Set it, or rewrite the file with ids.", location)
            : [.. Columns.Select(column => column.Mapped(mapping.Fields))];
    }

    /// <inheritdoc/>
    public bool Equals(FileSchema? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FileSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);
}
