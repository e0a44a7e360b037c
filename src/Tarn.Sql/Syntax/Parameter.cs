namespace Tarn.Sql.Syntax;

/// <summary>A parameter of a macro.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">What it is when it is left out; null leaves it undefined.</param>
internal sealed record Parameter(string Name, Expression? Default);
