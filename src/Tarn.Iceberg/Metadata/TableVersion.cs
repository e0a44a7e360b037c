using System.Globalization;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Metadata;

/// <summary>A table at one time.</summary>
/// <param name="Metadata">The table.</param>
/// <param name="Schema">The schema to read it by.</param>
/// <param name="Snapshot">Its files; null when it had none.</param>
public sealed record TableVersion(TableMetadata Metadata, TableSchema Schema, Snapshot? Snapshot)
{
    /// <summary>The table as it is now.</summary>
    public static TableVersion Current(TableMetadata metadata) => new(metadata, metadata.CurrentSchema, metadata.CurrentSnapshot);

    /// <summary>
    /// The table at a version: the id of a snapshot, the name of one of the table's own branches or tags, or a time in ISO 8601, in UTC unless it says
    /// otherwise. Branches are read by the table's schema of now, all else by that of the snapshot.
    /// </summary>
    /// <exception cref="IcebergException">Invalid: there is no such version; the message names what there is.</exception>
    public static TableVersion At(TableMetadata metadata, string version)
    {
        if (metadata.Refs.TryGetValue(version, out var named))
            return Of(metadata, metadata.Snapshot(named.SnapshotId)) is var found && named is SnapshotRef.Branch ? found with { Schema = metadata.CurrentSchema } : found;
        if (long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return Of(metadata, metadata.Snapshot(id));
        return IsTime(version) && DateTimeOffset.TryParse(version, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Of(metadata, metadata.SnapshotAsOf(time.ToUnixTimeMilliseconds()))
            : Of(metadata, metadata.SnapshotOfRef(version)!);
    }

    private static TableVersion Of(TableMetadata metadata, Snapshot snapshot) => new(metadata, metadata.SchemaOf(snapshot), snapshot);

    /// <summary>Begins as a date does, which tells it from the name of a branch.</summary>
    private static bool IsTime(string version) => version.Length >= 10 && version[4] == '-' && version[7] == '-' && version[..4].All(char.IsAsciiDigit);
}
