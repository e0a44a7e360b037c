using Tarn.Engine;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>Brings the statistics of a file's footer to the columns of the table. Pure.</summary>
internal static class FileLeaves
{
    /// <summary>The columns without children that the file and the table have, with what is known of them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="schema">The table's schema.</param>
    /// <param name="mapping">Its name mapping; null when the file needs none.</param>
    /// <param name="formatVersion">The table's version.</param>
    public static IReadOnlyList<LeafFacts> Of(ImportedFile file, TableSchema schema, NameMapping? mapping, int formatVersion)
    {
        var types = SchemaFields.All(schema).ToDictionary(found => found.Field.Id, found => found.Field.Type);
        var leaves = file.Schema.ByFieldId(mapping, file.Path).SelectMany(column => Leaves(column, isRepeated: false)).ToList();
        if (leaves.Count != file.Statistics.Count)
            return [];
        return
        [
            .. leaves.Zip(file.Statistics)
                .Where(leaf => leaf.First.Column.FieldId is { } id && types.GetValueOrDefault(id) is IcebergType.Primitive)
                .Select(leaf => FactsOf(leaf.First.Column, leaf.First.IsRepeated, leaf.Second, types[leaf.First.Column.FieldId!.Value], formatVersion)),
        ];
    }

    private static IEnumerable<(FileColumn Column, bool IsRepeated)> Leaves(FileColumn column, bool isRepeated) => column.Type switch
    {
        FileType.Struct s => s.Columns.SelectMany(child => Leaves(child, isRepeated)),
        FileType.List l => Leaves(l.Element, isRepeated: true),
        FileType.Map m => Leaves(m.Key, isRepeated: true).Concat(Leaves(m.Value, isRepeated: true)),
        _ => [(column, isRepeated)],
    };

    private static LeafFacts FactsOf(FileColumn column, bool isRepeated, FooterStatistics statistics, IcebergType type, int formatVersion)
    {
        var inFile = FileFields.TypeOf(column.Type.Sql, formatVersion);
        return new LeafFacts(column.FieldId!.Value, type, isRepeated, statistics, Extreme(statistics.Least, inFile, type, sign: 1), Extreme(statistics.Greatest, inFile, type, sign: -1));
    }

    /// <summary>The least of the row groups' least values, or the greatest of the greatest; null when one of them has none that can be told.</summary>
    private static object? Extreme(IReadOnlyList<string>? texts, IcebergType? inFile, IcebergType type, int sign)
    {
        if (texts is not { Count: > 0 } || inFile is null or IcebergType.Binary or IcebergType.TimestampNanos || texts.Any(text => text.Contains(@"\x", StringComparison.Ordinal)))
            return null;
        var values = texts.Select(text => StatisticText.Read(inFile, text)).ToList();
        return values.Contains(null) ? null : Widened(values.Aggregate((a, b) => ValueOrder.Compare(a!, b!) * sign <= 0 ? a : b)!, inFile, type);
    }

    private static object? Widened(object value, IcebergType from, IcebergType to) => (value, to) switch
    {
        (int v, IcebergType.Long) => (long)v,
        (float v, IcebergType.Double) => (double)v,
        (_, IcebergType.Decimal) when from is IcebergType.Decimal => value,
        _ => from == to ? value : null,
    };
}
