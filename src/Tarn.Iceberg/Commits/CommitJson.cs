using System.Text;
using System.Text.Json;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>Commits as JSON of the REST API ("CommitTableRequest").</summary>
public static class CommitJson
{
    private static readonly CommitJsonContext Context = new(MetadataJson.Options());

    /// <summary>The requirements and updates of a request; other properties do not count.</summary>
    /// <exception cref="IcebergException">Corrupt: the property in <see cref="IcebergException.Property"/> is missing or wrong.</exception>
    public static TableCommit Read(ReadOnlySpan<byte> json, string location = "request")
    {
        var document = MetadataJson.Read(json, Context.CommitDocument, location);
        return new TableCommit
        {
            Requirements = [.. (document.Requirements ?? []).Select((one, i) => one.ToRequirement($"requirements[{i}]", location))],
            Updates = [.. (document.Updates ?? []).Select((one, i) => one.ToUpdate($"updates[{i}]", location))],
        };
    }

    /// <summary>Updates as a JSON array.</summary>
    public static string Print(IReadOnlyList<TableUpdate> updates) =>
        Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes([.. updates.Select(TableUpdateDocument.Of)], Context.IReadOnlyListTableUpdateDocument));
}
