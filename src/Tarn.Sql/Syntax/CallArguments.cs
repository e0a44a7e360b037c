namespace Tarn.Sql.Syntax;

/// <summary>The arguments of a call as written.</summary>
internal sealed record CallArguments
{
    public static CallArguments None { get; } = new();

    public IReadOnlyList<Expression> Positional { get; init; } = [];

    public IReadOnlyList<(string Name, Expression Value)> Named { get; init; } = [];

    /// <summary>What <c>*list</c> gives; null when there is none.</summary>
    public Expression? Spread { get; init; }

    /// <summary>What <c>**dict</c> gives; null when there is none.</summary>
    public Expression? SpreadNamed { get; init; }
}
