namespace Tarn.Project;

/// <summary>What tarn.yml says of all models in a folder.</summary>
public sealed record ModelDefault
{
    /// <summary>The folders below models/, outermost first; empty speaks of all models.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Configuration by dbt's names without '+': materialized, tags, schema, unique_key ... Values as in <see cref="LakeProject.Vars"/>.</summary>
    public required IReadOnlyDictionary<string, object?> Config { get; init; }

    /// <summary>Where it is written: <c>tarn.yml:9:3</c>.</summary>
    public required string Where { get; init; }
}
