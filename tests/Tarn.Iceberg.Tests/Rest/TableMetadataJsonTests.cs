using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Tarn.Iceberg.Rest;

namespace Tarn.Iceberg.Tests.Rest;

public sealed class TableMetadataJsonTests
{
    private const string Uuid = "fa6506c3-7681-40c8-86dc-e36561f83385";

    private const string Whole = """
        {"format-version":2,"table-uuid":"fa6506c3-7681-40c8-86dc-e36561f83386","location":"file:///t","last-sequence-number":2,"last-updated-ms":2,"last-column-id":1,"current-schema-id":0,
         "schemas":[{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"id","required":false,"type":"long"}]}],"default-spec-id":0,"partition-specs":[{"spec-id":0,"fields":[]}],
         "last-partition-id":999,"default-sort-order-id":0,"sort-orders":[{"order-id":0,"fields":[]}],"current-snapshot-id":2,"refs":{"main":{"snapshot-id":2,"type":"branch"}},
         "snapshots":[{"snapshot-id":1,"sequence-number":1,"timestamp-ms":1,"manifest-list":"file:///a","summary":{"operation":"append"}},
           {"snapshot-id":2,"sequence-number":2,"timestamp-ms":2,"manifest-list":"file:///b","summary":{"operation":"append"}}],"its-own":"a > b"}
        """;

    [Fact]
    public void What_the_writer_wrote_goes_through_byte_for_byte_and_plain()
    {
        var plain = Encoding.UTF8.GetBytes(Whole);
        TableMetadataJson.Of(plain, "t", refsOnly: false, Uuid).ToArray().ShouldBe(plain);
        TableMetadataJson.Of(Gzip(plain), "t", refsOnly: false, Uuid).ToArray().ShouldBe(plain);
    }

    [Fact]
    public void Snapshots_that_nothing_names_are_left_out_and_all_else_stays()
    {
        var json = JsonNode.Parse(TableMetadataJson.Of(Encoding.UTF8.GetBytes(Whole), "t", refsOnly: true, Uuid).Span)!;
        json["snapshots"]!.AsArray().Select(one => one!["snapshot-id"]!.GetValue<int>()).ShouldBe([2]);
        json["its-own"]!.GetValue<string>().ShouldBe("a > b");
    }

    [Fact]
    public void A_table_without_a_uuid_is_given_the_lakes()
    {
        var json = Encoding.UTF8.GetBytes("""{"format-version":1,"location":"file:///t"}""");
        JsonNode.Parse(TableMetadataJson.Of(json, "t", refsOnly: false, Uuid).Span)!["table-uuid"]!.GetValue<string>().ShouldBe(Uuid);
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionMode.Compress))
            gzip.Write(plain);
        return buffer.ToArray();
    }
}
