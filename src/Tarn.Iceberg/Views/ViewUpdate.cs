using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Views;

/// <summary>A change of view metadata (Iceberg REST, "ViewUpdate"). Closed. Where an id may be -1, it means the one added last.</summary>
public abstract record ViewUpdate
{
    /// <summary>Stands for the id of what was added last.</summary>
    public const int LastAdded = -1;

    private ViewUpdate() { }

    /// <summary><c>assign-uuid</c>; only the view's own.</summary>
    public sealed record AssignUuid(Guid Uuid) : ViewUpdate;

    /// <summary><c>upgrade-format-version</c>; there is one.</summary>
    public sealed record UpgradeFormatVersion(int FormatVersion) : ViewUpdate;

    /// <summary><c>add-schema</c>; its id is given by the view, that of a schema with the same columns if there is one.</summary>
    public sealed record AddSchema(TableSchema Schema) : ViewUpdate;

    /// <summary><c>set-location</c>.</summary>
    public sealed record SetLocation(string Location) : ViewUpdate;

    /// <summary><c>set-properties</c>.</summary>
    public sealed record SetProperties(IReadOnlyDictionary<string, string> Updates) : ViewUpdate;

    /// <summary><c>remove-properties</c>; those that are not there are no failure.</summary>
    public sealed record RemoveProperties(IReadOnlyList<string> Removals) : ViewUpdate;

    /// <summary><c>add-view-version</c>; its id is given by the view, that of a version that says the same if there is one.</summary>
    public sealed record AddViewVersion(ViewVersion Version) : ViewUpdate;

    /// <summary><c>set-current-view-version</c>.</summary>
    public sealed record SetCurrentViewVersion(int VersionId) : ViewUpdate;
}
