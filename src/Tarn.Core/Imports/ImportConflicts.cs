namespace Tarn.Imports;

/// <summary>Gathers what is to be settled: a column is told once, with every type it has.</summary>
internal sealed class ImportConflicts
{
    private readonly List<(string Column, string? What, List<ConflictSide> Sides)> _found = [];

    /// <summary>All, in the order they were found.</summary>
    public IReadOnlyList<ImportConflict> All => [.. _found.Select(found => new ImportConflict(found.Column, found.What ?? Types(found.Column, found.Sides), found.Sides))];

    /// <summary>A column whose types do not fit together.</summary>
    /// <param name="column">The column.</param>
    /// <param name="sides">Its types; more may come.</param>
    public void AddTypes(string column, List<ConflictSide> sides)
    {
        if (!_found.Any(found => found.Column == column && found.What is null))
            _found.Add((column, null, sides));
    }

    /// <summary>Something else about a column; the same sentence of several files is told once, with the first of them.</summary>
    public void Add(string column, string what, ConflictSide side)
    {
        var same = _found.FindIndex(found => found.Column == column && found.What == what);
        if (same < 0)
            _found.Add((column, what, [side]));
        else
            _found[same].Sides[0] = _found[same].Sides[0] with { Files = _found[same].Sides[0].Files + side.Files };
    }

    private static string Types(string column, IReadOnlyList<ConflictSide> sides) => $"'{column}' is {string.Join(" and ", sides.Select(Told))}.";

    private static string Told(ConflictSide side) => side.Where is null
        ? $"{side.Type} in the table"
        : $"{side.Type} in {(side.Files == 1 ? "" : $"{side.Files} files, first ")}'{side.Where}'";
}
