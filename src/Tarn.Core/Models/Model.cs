using Tarn.Engine;
using Tarn.Project;

namespace Tarn.Models;

/// <summary>A model with all that is said of it, wherever it is said.</summary>
public sealed record Model
{
    /// <summary>The name that <c>ref</c> takes.</summary>
    public required string Name { get; init; }

    /// <summary>The table or view it becomes; of an ephemeral one, the name it would have.</summary>
    public required TableName Table { get; init; }

    /// <summary>Its file.</summary>
    public required SqlFile File { get; init; }

    /// <summary>How it becomes a table.</summary>
    public required Materialization Materialization { get; init; }

    /// <summary>How its table's files are laid out.</summary>
    public TableLayout Layout { get; init; } = new();

    /// <summary>What its table's snapshots tell beside their counts.</summary>
    public IReadOnlyDictionary<string, string> SnapshotProperties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tags from everywhere, each once, in ordinal order.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The names of the models it refers to, each once, in the order met.</summary>
    public required IReadOnlyList<string> Refs { get; init; }

    /// <summary>The source tables it refers to, each once, in the order met.</summary>
    public required IReadOnlyList<SourceTable> Sources { get; init; }

    /// <summary>Its configuration: the folders', then the properties file's over it, then the model's own. Values as in <see cref="LakeProject.Vars"/>.</summary>
    public required IReadOnlyDictionary<string, object?> Config { get; init; }

    /// <summary>For readers; null when nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>The columns that the properties files speak of.</summary>
    public required IReadOnlyList<ColumnProperties> Columns { get; init; }

    /// <summary>Tests of the model and of its columns.</summary>
    public required IReadOnlyList<TestDeclaration> Tests { get; init; }

    /// <summary>The file's path from the project's root.</summary>
    public string Path => File.Path;
}
