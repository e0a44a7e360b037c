using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tarn.Iceberg;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>
/// Where a table's files lie that are not in the lake's store: the table property <see cref="Property"/>, which tells prefixes of locations and the folders
/// they are read in. It is set by imports alone, since it lets the lake read files of the machine. Pure.
/// </summary>
public static class OutsideFiles
{
    /// <summary>The table property: an object of JSON, prefix to folder: <c>{"s3://old/sales": "file:///srv/sales"}</c>.</summary>
    public const string Property = "tarn.outside-files";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The prefixes of a table; none for one whose files all lie in the store.</summary>
    /// <exception cref="IcebergException">Corrupt: the property is no such object.</exception>
    public static IReadOnlyList<PrefixRewrite> Of(TableMetadata metadata) =>
        metadata.Properties.TryGetValue(Property, out var text) ? Parse(text, metadata.Location) : [];

    /// <summary>The property's text; null when there are none. Of the same prefix the last counts.</summary>
    public static string? TextOf(IEnumerable<PrefixRewrite> folders)
    {
        var byPrefix = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in folders)
            byPrefix[folder.From] = folder.To;
        return byPrefix.Count == 0 ? null : Print(byPrefix);
    }

    /// <summary>A table's properties with more prefixes.</summary>
    public static IReadOnlyDictionary<string, string> Added(TableMetadata metadata, IReadOnlyList<PrefixRewrite> folders) =>
        TextOf([.. Of(metadata), .. folders]) is { } text
            ? new Dictionary<string, string>(metadata.Properties, StringComparer.Ordinal) { [Property] = text }
            : metadata.Properties;

    /// <summary>True when a table may read a folder already, by its own name.</summary>
    public static bool IsCovered(TableMetadata metadata, PrefixRewrite folder) =>
        Of(metadata).Any(known => known.From == known.To && folder.From == folder.To && TableFiles.StartsWith(folder.To, known.To));

    private static string Print(SortedDictionary<string, string> byPrefix)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            foreach (var (prefix, folder) in byPrefix)
                json.WriteString(prefix, folder);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static IReadOnlyList<PrefixRewrite> Parse(string text, string location)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateObject().Select(one => new PrefixRewrite(one.Name, one.Value.GetString() ?? throw new JsonException("A folder is null.")))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new IcebergException(IcebergFault.Corrupt, $"{location}: the property '{Property}' is no object of prefixes and folders: {e.Message}", location);
        }
    }
}
