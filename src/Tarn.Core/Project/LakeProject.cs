namespace Tarn.Project;

/// <summary>A project as its files declare it, checked: what <c>tarn.yml</c>, the sources, the models, tests and macros say.</summary>
public sealed record LakeProject
{
    /// <summary>The folder of tarn.yml, absolute.</summary>
    public required string Root { get; init; }

    /// <summary>The project's name: <c>[a-z][a-z0-9_-]*</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the lake lies for the chosen profile: an absolute path, or a URI when it was written with a scheme.</summary>
    public required string Warehouse { get; init; }

    /// <summary>The chosen profile.</summary>
    public required ProjectTarget Target { get; init; }

    /// <summary>
    /// Variables: the project's, then the profile's over them, then the caller's. Values are null, bool, long, double, string, or
    /// read-only lists and dictionaries of these.
    /// </summary>
    public required IReadOnlyDictionary<string, object?> Vars { get; init; }

    /// <summary>Tarn's own sources, by name.</summary>
    public required IReadOnlyList<SourceManifest> Sources { get; init; }

    /// <summary>Tables that dbt's <c>sources:</c> blocks declare: read, never landed.</summary>
    public required IReadOnlyList<DeclaredTable> DeclaredTables { get; init; }

    /// <summary>Model files in ordinal order of their paths.</summary>
    public required IReadOnlyList<SqlFile> Models { get; init; }

    /// <summary>What the properties files under models/ say of models.</summary>
    public required IReadOnlyList<ModelProperties> ModelProperties { get; init; }

    /// <summary>Tests that are a query of their own, in ordinal order of their paths.</summary>
    public required IReadOnlyList<SqlFile> SingularTests { get; init; }

    /// <summary>Macro files, in ordinal order of their paths.</summary>
    public required IReadOnlyList<SqlFile> Macros { get; init; }

    /// <summary>Defaults for folders of models, the outermost folder first.</summary>
    public required IReadOnlyList<ModelDefault> ModelDefaults { get; init; }

    /// <summary>What was read and has no effect yet; nothing here stops a run.</summary>
    public required IReadOnlyList<Problem> Warnings { get; init; }
}
