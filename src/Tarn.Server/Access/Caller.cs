namespace Tarn.Server.Access;

/// <summary>Who asks. The name is the author of what is committed.</summary>
/// <param name="Name">The token's name; where no tokens are asked for, that of the user who started the server.</param>
/// <param name="Scope">What may be done.</param>
public sealed record Caller(string Name, AccessScope Scope);
