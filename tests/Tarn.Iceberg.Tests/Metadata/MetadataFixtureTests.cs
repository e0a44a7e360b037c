using System.Text.Json;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Metadata;

/// <summary>Metadata of other implementations, valid and broken.</summary>
public sealed class MetadataFixtureTests
{
    /// <summary>Broken files by name, and the property that must be named.</summary>
    private static readonly Dictionary<string, string> Broken = new(StringComparer.Ordinal)
    {
        ["TableMetadataV2MissingSortOrder.json"] = "sort-orders",
        ["TableMetadataV2CurrentSchemaNotFound.json"] = "current-schema-id",
        ["TableMetadataV2MissingPartitionSpecs.json"] = "partition-specs",
        ["TableMetadataV2MissingSchemas.json"] = "schemas",
        ["TableMetadataV2MissingLastPartitionId.json"] = "last-partition-id",
        ["TableMetadataUnsupportedVersion.json"] = "format-version or schemas",
        ["TableMetadataV1NoValidSchema.json"] = "current-schema-id",
        ["TableMetadataV1MissingSchemaType.json"] = "schema.type",
    };

    [Theory]
    [InlineData("iceberg-rust", 10)]
    [InlineData("iceberg-go", 5)]
    [InlineData("iceberg-java", 6)]
    [InlineData("apache-impala", 40)]
    [InlineData("glaredb", 9)]
    [InlineData("hyparam-icebird", 14)]
    [InlineData("polars", 1)]
    public void Every_valid_file_reads_and_reads_back_from_what_is_written(string from, int atLeast)
    {
        var files = MetadataFiles(from).Where(file => !Broken.ContainsKey(Path.GetFileName(file))).ToList();
        files.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        foreach (var file in files)
            ShouldReadBack(file);
    }

    [Theory]
    [InlineData("iceberg-rust", 7)]
    [InlineData("iceberg-go", 6)]
    [InlineData("iceberg-java", 7)]
    public void Every_broken_file_is_refused_by_the_name_of_the_property(string from, int atLeast)
    {
        var files = MetadataFiles(from).Where(file => Broken.ContainsKey(Path.GetFileName(file))).ToList();
        files.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        foreach (var file in files)
        {
            var failure = Should.Throw<IcebergException>(() => MetadataFile.Read(File.ReadAllBytes(file), file), file);
            Broken[Path.GetFileName(file)].Split(" or ").ShouldContain(failure.Property, file);
            failure.Message.ShouldContain($"'{failure.Property}'");
        }
    }

    [Fact]
    public void Zstd_is_named()
    {
        var file = Path.Join(Fixtures.Folder("iceberg-go"), "table", "testdata", "TableMetadataV2Valid.zstd.metadata.json");
        Should.Throw<IcebergException>(() => MetadataFile.Read(File.ReadAllBytes(file), file)).Message.ShouldContain("zstd");
    }

    private static void ShouldReadBack(string file)
    {
        var read = MetadataFile.Read(File.ReadAllBytes(file), file);
        var upgraded = read with { FormatVersion = Math.Max(2, read.FormatVersion) };
        var written = MetadataFile.Write(upgraded);
        var again = MetadataFile.Read(written, file);
        Dump(again).ShouldBe(Dump(upgraded), file);
        MetadataFile.Write(again).ShouldBe(written, file);
    }

    /// <summary>All that is in the record; the types of columns as text.</summary>
    private static string Dump(TableMetadata metadata) => JsonSerializer.Serialize(new
    {
        Metadata = metadata with { Properties = Ordered(metadata.Properties), Refs = Ordered(metadata.Refs) },
        Refs = metadata.Refs.OrderBy(named => named.Key, StringComparer.Ordinal).Select(named => named.Value.ToString()),
        Schemas = metadata.Schemas.Select(SchemaJson.Print),
        Transforms = metadata.PartitionSpecs.SelectMany(spec => spec.Fields).Select(field => field.ToString()),
        Orders = metadata.SortOrders.SelectMany(order => order.Fields).Select(field => field.ToString()),
    });

    private static SortedDictionary<string, T> Ordered<T>(IReadOnlyDictionary<string, T> entries) => new(entries.ToDictionary(), StringComparer.Ordinal);

    private static IEnumerable<string> MetadataFiles(string from) =>
        Directory.EnumerateFiles(Fixtures.Folder(from), "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is var name && !name.Contains(".zstd.", StringComparison.Ordinal)
                && !name.StartsWith("snap-", StringComparison.Ordinal) && !name.Contains("-m0.", StringComparison.Ordinal)
                && (name.EndsWith(".metadata.json", StringComparison.Ordinal)
                    || name.Contains("TableMetadata", StringComparison.Ordinal) || name.Contains("table_metadata", StringComparison.Ordinal)));
}
