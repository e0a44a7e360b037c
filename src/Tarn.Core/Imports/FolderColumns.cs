using System.Globalization;
using Tarn.Engine;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>
/// The columns that folders <c>name=value</c> stand for: those that no file has itself. Their type is the table's, else int, long or date where every value is
/// written as one, else string. Pure.
/// </summary>
internal sealed class FolderColumns
{
    private static readonly IcebergType.Primitive[] Guesses = [new IcebergType.Int(), new IcebergType.Long(), new IcebergType.Date()];
    private readonly ImportConflicts _conflicts;

    /// <summary>Looks at files.</summary>
    /// <param name="files">The files, with the names of their columns.</param>
    /// <param name="table">The table's columns; empty for a new one.</param>
    /// <param name="conflicts">Takes what does not fit.</param>
    public FolderColumns(IReadOnlyList<(ImportedFile File, IReadOnlySet<string> Columns)> files, FieldList table, ImportConflicts conflicts)
    {
        _conflicts = conflicts;
        var names = files.SelectMany(one => one.File.Folders.Keys.Where(name => !one.Columns.Contains(name))).Distinct(StringComparer.Ordinal);
        Fields = new FieldList(names.Where(name => IsWhole(name, files)).Select(name => FieldOf(name, files, table)));
    }

    /// <summary>The columns.</summary>
    public FieldList Fields { get; }

    /// <summary>The value of a file's folder; null is null.</summary>
    public static object? ValueOf(ImportedFile file, string name, IcebergType type) => file.Folders.GetValueOrDefault(name) is { } text ? StatisticText.Read(type, text) : null;

    /// <summary>A folder that only some files have, or that is a column of others, says nothing of those.</summary>
    private bool IsWhole(string name, IReadOnlyList<(ImportedFile File, IReadOnlySet<string> Columns)> files)
    {
        var other = files.FirstOrDefault(one => one.Columns.Contains(name) || !one.File.Folders.ContainsKey(name)).File;
        if (other is not null)
            _conflicts.Add(name, $"'{name}' is a folder of some files, and {(other.Folders.ContainsKey(name) ? "a column of others" : "not of others")}.", new ConflictSide("", other.Path, 1));
        return other is null;
    }

    private NestedField FieldOf(string name, IReadOnlyList<(ImportedFile File, IReadOnlySet<string> Columns)> files, FieldList table)
    {
        if (table.FirstOrDefault(field => field.Name == name)?.Type is not { } type)
            return new NestedField { Id = 0, Name = name, Type = Guess([.. files.Select(one => one.File.Folders[name]).OfType<string>().Distinct(StringComparer.Ordinal)]) };
        foreach (var (file, _) in files.Where(one => one.File.Folders[name] is { } text && (type is not IcebergType.Primitive || StatisticText.Read(type, text) is null)))
            _conflicts.Add(name, $"'{name}' is {TypeText.Print(type)} in the table, and '{file.Folders[name]}' in a folder.", new ConflictSide("", file.Path, 1));
        return new NestedField { Id = 0, Name = name, Type = type };
    }

    /// <summary>A text that would not be written so again, as 01, is no number: no value is changed by guessing.</summary>
    private static IcebergType Guess(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? new IcebergType.String() : Guesses.FirstOrDefault(type => texts.All(text => IsWritten(type, text))) ?? (IcebergType)new IcebergType.String();

    private static bool IsWritten(IcebergType type, string text) =>
        StatisticText.Read(type, text) is { } value && (type is IcebergType.Date || Convert.ToString(value, CultureInfo.InvariantCulture) == text);
}
