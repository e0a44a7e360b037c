using System.Globalization;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Views;

/// <summary>All there is to know of a view (Iceberg view spec, format version 1).</summary>
public sealed record ViewMetadata
{
    /// <summary>The property that bounds how many versions are kept.</summary>
    public const string HistorySize = "version.history.num-entries";

    private const int HistorySizeDefault = 10;

    /// <summary>Given when the view was made.</summary>
    public required Guid ViewUuid { get; init; }

    /// <summary>The absolute base location.</summary>
    public required string Location { get; init; }

    /// <summary>The version in force.</summary>
    public required int CurrentVersionId { get; init; }

    /// <summary>The versions that are kept.</summary>
    public required IReadOnlyList<ViewVersion> Versions { get; init; }

    /// <summary>When the current version changed, the oldest first.</summary>
    public IReadOnlyList<ViewLogEntry> VersionLog { get; init; } = [];

    /// <summary>The schemas of the versions.</summary>
    public required IReadOnlyList<TableSchema> Schemas { get; init; }

    /// <summary>Settings, <c>comment</c> among them.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The version in force.</summary>
    public ViewVersion CurrentVersion => Versions.First(version => version.VersionId == CurrentVersionId);

    /// <summary>The columns of the version in force.</summary>
    public TableSchema CurrentSchema => Schemas.First(schema => schema.SchemaId == CurrentVersion.SchemaId);

    /// <summary>A view of one version.</summary>
    /// <exception cref="IcebergException">Invalid: there is no query, or more than one for a dialect.</exception>
    public static ViewMetadata Create(
        Guid viewUuid, string location, ViewDefinition definition, long nowMs, IReadOnlyDictionary<string, string>? properties = null)
    {
        var nothing = new ViewMetadata
        {
            ViewUuid = viewUuid,
            Location = location.TrimEnd('/'),
            CurrentVersionId = 0,
            Versions = [],
            Schemas = [],
            Properties = properties ?? new Dictionary<string, string>(StringComparer.Ordinal),
        };
        return nothing.AddVersion(definition, nowMs);
    }

    /// <summary>The view with a new version in force; the same view when the version in force says the same already.</summary>
    /// <exception cref="IcebergException">Invalid: there is no query, or more than one for a dialect.</exception>
    public ViewMetadata AddVersion(ViewDefinition definition, long nowMs)
    {
        Check(definition.Representations);
        var fresh = FreshIds.Of(definition.Schema);
        var same = Schemas.FirstOrDefault(other => other.Fields.Equals(fresh.Fields));
        var schema = same ?? fresh with { SchemaId = Schemas.Select(other => other.SchemaId).DefaultIfEmpty(-1).Max() + 1 };
        if (Versions.Count > 0 && Says(CurrentVersion, definition, schema.SchemaId))
            return this;
        var version = new ViewVersion
        {
            VersionId = Versions.Select(other => other.VersionId).DefaultIfEmpty(0).Max() + 1,
            TimestampMs = nowMs,
            SchemaId = schema.SchemaId,
            Summary = definition.Summary,
            DefaultCatalog = definition.DefaultCatalog,
            DefaultNamespace = definition.DefaultNamespace,
            Representations = definition.Representations,
        };
        return Kept(this with
        {
            CurrentVersionId = version.VersionId,
            Versions = [.. Versions, version],
            VersionLog = [.. VersionLog, new ViewLogEntry(nowMs, version.VersionId)],
            Schemas = same is null ? [.. Schemas, schema] : Schemas,
        });
    }

    internal static void Check(IReadOnlyList<ViewSql> representations)
    {
        if (representations.Count == 0)
            throw new IcebergException(IcebergFault.Invalid, "A view needs a query.");
        var twice = representations.GroupBy(one => one.Dialect, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw new IcebergException(IcebergFault.Invalid, $"A view has one query for a dialect, not {twice.Count()} for '{twice.Key}'.");
    }

    private static bool Says(ViewVersion version, ViewDefinition definition, int schemaId) =>
        version.SchemaId == schemaId
        && version.DefaultCatalog == definition.DefaultCatalog
        && version.DefaultNamespace.SequenceEqual(definition.DefaultNamespace, StringComparer.Ordinal)
        && version.Representations.SequenceEqual(definition.Representations);

    /// <summary>Old versions go, with the history up to them: what is left of the log must be found among the versions.</summary>
    internal static ViewMetadata Kept(ViewMetadata view)
    {
        var most = int.TryParse(view.Properties.GetValueOrDefault(HistorySize), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : HistorySizeDefault;
        if (view.Versions.Count <= most)
            return view;
        var versions = view.Versions.OrderBy(version => version.VersionId == view.CurrentVersionId).ThenBy(version => version.VersionId).TakeLast(most)
            .OrderBy(version => version.VersionId).ToList();
        var ids = versions.Select(version => version.VersionId).ToHashSet();
        var log = view.VersionLog.Reverse().TakeWhile(entry => ids.Contains(entry.VersionId)).Reverse().ToList();
        return view with { Versions = versions, VersionLog = log };
    }
}
