using System.Collections.Immutable;

namespace Tarn.Core.Tests.Engine;

/// <summary>A state of a table as the reference model has it: nothing but rows, names of columns, properties, and what was done.</summary>
internal sealed record ModelTable
{
    /// <summary>Equal for the states of one table, whatever its name.</summary>
    public required int Table { get; init; }

    /// <summary>Of this state alone.</summary>
    public required int State { get; init; }

    public ImmutableHashSet<ModelRow> Rows { get; init; } = [];

    public ImmutableSortedSet<string> Columns { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableHashSet<ModelDeed> Deeds { get; init; } = [];

    /// <summary>What was done since an earlier state.</summary>
    public IReadOnlyList<ModelDeed> Since(ModelTable earlier) => [.. Deeds.Except(earlier.Deeds)];

    /// <inheritdoc/>
    public override string ToString() => $"[{Told} deeds {string.Join(' ', Deeds.OrderBy(deed => deed.Id).Select(deed => $"{deed.Id}:{deed.Work}({deed.Partition})"))}]";

    public string Told =>
        $"rows {string.Join(' ', Rows.OrderBy(row => row.Id).Select(row => $"{row.Id}/{row.Partition}"))} columns {string.Join(' ', Columns)} properties {string.Join(' ', Properties.Select(p => $"{p.Key}={p.Value}"))}";
}
