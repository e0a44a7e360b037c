using System.Text.Json;
using Tarn.Maintenance;

namespace Tarn.Cli.Json;

/// <summary>What upkeep did, or would do.</summary>
internal static class MaintainJson
{
    /// <summary>The members: <c>dry_run, branch, tables, bytes_freed, readers, compact, manifests, expire, orphans</c>; parts that were not asked for are null.</summary>
    public static void Members(Utf8JsonWriter json, MaintenanceReport report)
    {
        json.WriteBoolean("dry_run", report.IsDryRun);
        json.WriteString("branch", report.Branch.Value);
        json.WriteNumber("tables", report.Tables);
        json.WriteNumber("bytes_freed", report.IsDryRun ? 0 : report.BytesFreed);
        if (report.Readers is { } readers)
            json.WriteNumber("readers", readers);
        else
            json.WriteNull("readers");
        Tables(json, "compact", report.Compactions, Compaction);
        Tables(json, "manifests", report.Manifests, Manifests);
        Part(json, "expire", report.Expired, swept =>
        {
            json.Time("before", swept.Before);
            json.WriteNumber("commits", swept.Commits);
            json.Array("tables", report.Expiries ?? [], one => json.Object(() => Expiry(json, one)));
        });
        Part(json, "orphans", report.Orphans, swept =>
        {
            json.WriteNumber("young_files", swept.YoungFiles);
            json.WriteNumber("young_bytes", swept.YoungBytes);
        });
    }

    private static void Tables<T>(Utf8JsonWriter json, string name, IReadOnlyList<T>? reports, Action<Utf8JsonWriter, T> members)
    {
        if (reports is null)
            json.WriteNull(name);
        else
            json.Array(name, reports, one => json.Object(() => members(json, one)));
    }

    private static void Part(Utf8JsonWriter json, string name, SweepReport? swept, Action<SweepReport> members)
    {
        if (swept is null)
        {
            json.WriteNull(name);
            return;
        }
        json.Object(name, () =>
        {
            members(swept);
            json.WriteNumber("bytes", swept.Bytes);
            json.Array("files", swept.Files, file => json.Object(() =>
            {
                json.WriteString("key", file.Key);
                json.WriteNumber("bytes", file.Bytes);
            }));
        });
    }

    private static void Compaction(Utf8JsonWriter json, CompactionReport report)
    {
        json.WriteString("table", report.Table.ToString());
        json.WriteNumber("files_before", report.FilesBefore);
        json.Number("files_after", report.FilesAfter);
        json.WriteNumber("bytes_before", report.BytesBefore);
        json.Number("bytes_after", report.BytesAfter);
        json.WriteNumber("delete_files", report.DeleteFiles);
        json.Strings("commits", report.Commits);
        json.WriteString("note", report.Note);
        json.Array("groups", report.Groups, group => json.Object(() =>
        {
            json.WriteString("partition", group.Partition);
            json.WriteNumber("bytes", group.Bytes);
            json.Strings("reasons", group.Reasons);
            json.Strings("files", group.Files.Select(file => file.File.Path));
        }));
    }

    private static void Manifests(Utf8JsonWriter json, ManifestReport report)
    {
        json.WriteString("table", report.Table.ToString());
        json.WriteNumber("manifests_before", report.Before);
        json.WriteNumber("manifests_after", report.After);
        json.WriteString("commit", report.Commit);
        json.WriteString("note", report.Note);
    }

    private static void Expiry(Utf8JsonWriter json, ExpiryReport report)
    {
        json.WriteString("table", report.Table.ToString());
        json.Array("snapshots", report.Snapshots, json.WriteNumberValue);
        json.Strings("refs", report.Refs);
        json.WriteString("commit", report.Commit);
        json.WriteString("note", report.Note);
    }
}
