namespace Tarn.Iceberg.Views;

/// <summary>Applies updates to view metadata as a value, by the rules of the view spec and of Java's builder.</summary>
public static class ViewChange
{
    /// <summary>The property that lets a new version leave out dialects that the one before had.</summary>
    public const string DropDialectAllowed = "replace.drop-dialect.allowed";

    /// <summary>A new view of one version.</summary>
    /// <exception cref="IcebergException">Invalid: there is no query, or more than one for a dialect.</exception>
    public static ViewMetadata Create(
        Guid viewUuid, string location, IReadOnlyList<ViewUpdate> updates, long nowMs)
    {
        var nothing = new ViewMetadata { ViewUuid = viewUuid, Location = location.TrimEnd('/'), CurrentVersionId = 0, Versions = [], Schemas = [] };
        return Fold(nothing, updates, nowMs);
    }

    /// <summary>The view after the updates, each seeing those before it; the same when there are none.</summary>
    /// <exception cref="IcebergException">Conflict: it is another view. Invalid: an update contradicts the view.</exception>
    public static ViewMetadata Apply(ViewMetadata view, ViewCommit commit, long nowMs)
    {
        foreach (var uuid in commit.Uuids.Where(uuid => uuid != view.ViewUuid))
            throw new IcebergException(IcebergFault.Conflict, $"The view moved on: view-uuid should be {uuid} and is {view.ViewUuid}.", view.Location);
        if (commit.Updates.Count == 0)
            return view;
        var changed = Fold(view, commit.Updates, nowMs);
        CheckDialects(view.CurrentVersion, changed);
        return changed;
    }

    private static ViewMetadata Fold(ViewMetadata view, IReadOnlyList<ViewUpdate> updates, long nowMs)
    {
        var draft = new ViewDraft(view, nowMs);
        foreach (var update in updates)
            draft.Apply(update);
        return draft.View.Versions.Any(version => version.VersionId == draft.View.CurrentVersionId)
            ? ViewMetadata.Kept(draft.View)
            : throw new IcebergException(IcebergFault.Invalid, "A view needs a current version.");
    }

    private static void CheckDialects(ViewVersion before, ViewMetadata after)
    {
        var lost = before.Representations.Select(one => one.Dialect).Where(dialect => after.CurrentVersion.SqlIn(dialect) is null).ToList();
        if (lost.Count > 0 && !string.Equals(after.Properties.GetValueOrDefault(DropDialectAllowed), "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new IcebergException(
                IcebergFault.Invalid,
                $"The view would lose its query for {string.Join(", ", lost)}. Give one, or set the property '{DropDialectAllowed}' to true.",
                after.Location);
        }
    }
}
