namespace Tarn.Iceberg.Views;

/// <summary>A change of a view (Iceberg REST, "CommitViewRequest"): what must hold, then what changes.</summary>
public sealed record ViewCommit
{
    /// <summary>Each must be the view's (<c>assert-view-uuid</c>).</summary>
    public IReadOnlyList<Guid> Uuids { get; init; } = [];

    /// <summary>Applied in order.</summary>
    public required IReadOnlyList<ViewUpdate> Updates { get; init; }
}
