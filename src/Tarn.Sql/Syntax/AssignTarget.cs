namespace Tarn.Sql.Syntax;

/// <summary>What a value is given to. Closed.</summary>
internal abstract record AssignTarget(Place Place)
{
    public sealed record Variable(string Name, Place Place) : AssignTarget(Place);

    public sealed record Unpacked(IReadOnlyList<AssignTarget> Targets, Place Place) : AssignTarget(Place);

    /// <summary>A member of a namespace: <c>ns.total</c>.</summary>
    public sealed record Member(string Name, string MemberName, Place Place) : AssignTarget(Place);
}
