using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tarn.Cli.Demo;

/// <summary>The vendor's records, cut into pages.</summary>
internal sealed class VendorPages
{
    /// <summary>The most records that a page may hold.</summary>
    public const int LimitMax = 1000;

    /// <summary>Where the sample keeps the records.</summary>
    public const string SampleFile = "vendor/checkouts.json";

    private static readonly JsonWriterOptions AsTheVendor = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IReadOnlyList<JsonElement> _records;

    private VendorPages(IReadOnlyList<JsonElement> records) => _records = records;

    public int Count => _records.Count;

    /// <summary>Reads the records from a JSON array.</summary>
    public static VendorPages Parse(ReadOnlyMemory<byte> array) => new([.. JsonElement.Parse(array.Span).EnumerateArray()]);

    /// <summary>One page. Its next URL is null on the last.</summary>
    public string Page(string url, int limit, int offset)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, AsTheVendor))
        {
            json.WriteStartObject();
            json.WriteString("nextPageUrl", (long)offset + limit < Count ? $"{url}?limit={limit}&offset={offset + limit}" : null);
            json.WriteNumber("totalCheckouts", Count);
            json.WriteStartArray("checkouts");
            foreach (var record in _records.Skip(offset).Take(limit))
                record.WriteTo(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
