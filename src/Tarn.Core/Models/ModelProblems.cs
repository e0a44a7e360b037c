using Tarn.Sql;

namespace Tarn.Models;

/// <summary>The sentences for what can be wrong with models.</summary>
public static class ModelProblems
{
    /// <summary>A template that fails.</summary>
    /// <param name="fault">How it fails.</param>
    /// <param name="path">The file, where the failure names none.</param>
    public static Problem Of(JinjaException fault, string path) =>
        new("models.template", fault.What, fault.Path is null ? path : $"{fault.Path}:{fault.Line}:{fault.Column}");

    internal static Problem UnknownRef(RefUse use, IEnumerable<string> known) =>
        new("models.unknown-ref", $"There is no model '{use.Name}'.{Near.Hint(use.Name, known)}", use.Where, "ref takes the name of a file under models/, without .sql.");

    internal static Problem UnknownPackage(RefUse use, string project) =>
        new("models.unknown-ref", $"There is no package '{use.Package}'.", use.Where, $"This project is '{project}'; write ref('{use.Name}').");

    internal static Problem DisabledRef(RefUse use) =>
        new("models.unknown-ref", $"The model '{use.Name}' is disabled.", use.Where, "Enable it, or do not refer to it.");

    internal static Problem UnknownSource(SourceUse use, IReadOnlyList<SourceTable> known)
    {
        var tables = known.Where(s => s.Source == use.Source).Select(s => s.Name).ToList();
        return tables.Count == 0
            ? new("models.unknown-source", $"There is no source '{use.Source}'.{Near.Hint(use.Source, known.Select(s => s.Source))}", use.Where,
                "Sources are declared under sources/, or under sources: in a properties file.")
            : new("models.unknown-source", $"The source '{use.Source}' has no '{use.Table}'.{Near.Hint(use.Table, tables)}", use.Where,
                $"It has {string.Join(", ", tables)}.");
    }

    internal static Problem Cycle(IReadOnlyList<string> names, string path) =>
        new("models.cycle", $"Models refer to each other in a circle: {string.Join(" -> ", names)}.", path,
            names.Count == 2 ? "A model reads its own table as {{ this }}." : "Take one of these refs out, or put what both need into a model of its own.");

    internal static Problem TableTwice(TableName table, string path, string other) =>
        new("models.duplicate", $"The table {table} is made here and in {other}.", path, "Give one of them another name, folder, schema or alias.");

    internal static Problem NameTwice(string name, string path, string other) =>
        new("models.duplicate", $"The model '{name}' is declared here and in {other}.", path, "Rename one of the files.");
}
