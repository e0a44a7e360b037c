namespace Tarn.Iceberg.Views;

/// <summary>A view while updates are applied: what was added last is remembered, for ids of -1.</summary>
internal sealed class ViewDraft(ViewMetadata view, long nowMs)
{
    private int? _lastSchema;
    private int? _lastVersion;
    private bool _isNewVersion;

    public ViewMetadata View { get; private set; } = view;

    public void Apply(ViewUpdate update) => View = update switch
    {
        ViewUpdate.AssignUuid u => u.Uuid == View.ViewUuid ? View : throw Refuse($"it has the UUID {View.ViewUuid}, which cannot become {u.Uuid}"),
        ViewUpdate.UpgradeFormatVersion u => u.FormatVersion == 1 ? View : throw Refuse($"version {u.FormatVersion} of views is not known"),
        ViewUpdate.AddSchema u => AddSchema(u.Schema),
        ViewUpdate.SetLocation u => View with { Location = u.Location.TrimEnd('/') },
        ViewUpdate.SetProperties u => View with { Properties = With(u.Updates) },
        ViewUpdate.RemoveProperties u => View with { Properties = Without(u.Removals) },
        ViewUpdate.AddViewVersion u => AddVersion(u.Version),
        ViewUpdate.SetCurrentViewVersion u => SetCurrent(u.VersionId == ViewUpdate.LastAdded ? Last(_lastVersion, "version") : u.VersionId),
        _ => throw Refuse($"{update.GetType().Name} is not known"),
    };

    private ViewMetadata AddSchema(Types.TableSchema schema)
    {
        var same = View.Schemas.FirstOrDefault(other => other.Fields.Equals(schema.Fields));
        _lastSchema = same?.SchemaId ?? View.Schemas.Select(other => other.SchemaId).DefaultIfEmpty(-1).Max() + 1;
        return same is not null ? View : View with { Schemas = [.. View.Schemas, schema with { SchemaId = _lastSchema.Value }] };
    }

    private ViewMetadata AddVersion(ViewVersion added)
    {
        ViewMetadata.Check(added.Representations);
        var version = added with { SchemaId = added.SchemaId == ViewUpdate.LastAdded ? Last(_lastSchema, "schema") : added.SchemaId };
        if (View.Schemas.All(schema => schema.SchemaId != version.SchemaId))
            throw Refuse($"there is no schema {version.SchemaId} for the version");
        var same = View.Versions.FirstOrDefault(other => Says(other, version));
        _lastVersion = same?.VersionId ?? Math.Max(version.VersionId, View.Versions.Select(other => other.VersionId).DefaultIfEmpty(0).Max() + 1);
        _isNewVersion = same is null;
        return same is not null ? View : View with { Versions = [.. View.Versions, version with { VersionId = _lastVersion.Value }] };
    }

    private ViewMetadata SetCurrent(int id)
    {
        var version = View.Versions.FirstOrDefault(other => other.VersionId == id) ?? throw Refuse($"there is no version {id} to make current");
        if (View.CurrentVersionId == id)
            return View;
        var time = _isNewVersion && id == _lastVersion ? version.TimestampMs : nowMs;
        return View with { CurrentVersionId = id, VersionLog = [.. View.VersionLog, new ViewLogEntry(time, id)] };
    }

    private static bool Says(ViewVersion one, ViewVersion other) =>
        one.SchemaId == other.SchemaId
        && one.DefaultCatalog == other.DefaultCatalog
        && one.DefaultNamespace.SequenceEqual(other.DefaultNamespace, StringComparer.Ordinal)
        && one.Representations.SequenceEqual(other.Representations)
        && one.Summary.Count == other.Summary.Count
        && one.Summary.All(pair => other.Summary.GetValueOrDefault(pair.Key) == pair.Value);

    private Dictionary<string, string> With(IReadOnlyDictionary<string, string> updates)
    {
        var result = new Dictionary<string, string>(View.Properties, StringComparer.Ordinal);
        foreach (var (key, value) in updates)
            result[key] = value;
        return result;
    }

    private Dictionary<string, string> Without(IReadOnlyList<string> removals) =>
        new(View.Properties.Where(entry => !removals.Contains(entry.Key)), StringComparer.Ordinal);

    private int Last(int? id, string what) => id ?? throw Refuse($"the last added {what} is asked for, and none was added");

    private IcebergException Refuse(string why) => new(IcebergFault.Invalid, $"The view {View.Location}: {why}.", View.Location);
}
