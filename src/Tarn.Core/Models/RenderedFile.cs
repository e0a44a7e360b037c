namespace Tarn.Models;

/// <summary>SQL that was rendered.</summary>
/// <param name="Sql">The SQL.</param>
/// <param name="Reads">The tables it reads by <c>ref</c> and <c>source</c>, through ephemeral models as well, each once.</param>
/// <param name="Config">What it configures itself with <c>config(...)</c>. Values as in <see cref="Project.LakeProject.Vars"/>.</param>
public sealed record RenderedFile(string Sql, IReadOnlyList<TableName> Reads, IReadOnlyDictionary<string, object?> Config);
