using Tarn.Iceberg.Views;

namespace Tarn.Iceberg.Tests.Views;

/// <summary>View metadata of other implementations, valid and broken.</summary>
public sealed class ViewFileTests
{
    private static readonly Dictionary<string, string> Broken = new(StringComparer.Ordinal)
    {
        ["ViewMetadataUnsupportedVersion.json"] = "format-version",
        ["ViewMetadataV1CurrentVersionNotFound.json"] = "current-version-id",
        ["ViewMetadataV1MissingCurrentVersion.json"] = "current-version-id",
        ["ViewMetadataV1MissingSchema.json"] = "versions[0].schema-id or current-version-id",
        ["ViewMetadataV1SchemaNotFound.json"] = "versions[0].schema-id",
        ["ViewMetadataInvalidCurrentSchema.json"] = "versions[1].schema-id",
        ["ViewMetadataMissingLocation.json"] = "location",
        ["ViewMetadataMissingCurrentVersion.json"] = "current-version-id",
        ["ViewMetadataInvalidCurrentVersion.json"] = "current-version-id",
        ["ViewMetadataMultipleSQLsForDialect.json"] = "versions[0].representations",
    };

    [Theory]
    [InlineData("iceberg-rust", 1, 5)]
    [InlineData("iceberg-go", 1, 0)]
    [InlineData("iceberg-java", 1, 5)]
    public void Valid_views_read_back_and_broken_ones_are_refused_by_the_name_of_the_property(string from, int valid, int broken)
    {
        var files = Directory.EnumerateFiles(Fixtures.Folder(from), "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is var name && (name.Contains("ViewMetadata", StringComparison.Ordinal) || name == "view-metadata.json"))
            .ToLookup(file => Broken.ContainsKey(Path.GetFileName(file)));
        (files[false].Count(), files[true].Count()).ShouldBe((valid, broken));
        foreach (var file in files[false])
            ShouldReadBack(file);
        foreach (var file in files[true])
        {
            var failure = Should.Throw<IcebergException>(() => ViewFile.Read(File.ReadAllBytes(file), file), file);
            Broken[Path.GetFileName(file)].Split(" or ").ShouldContain(failure.Property, file);
            failure.Message.ShouldContain($"'{failure.Property}'");
        }
    }

    private static void ShouldReadBack(string file)
    {
        var read = ViewFile.Read(File.ReadAllBytes(file), file);
        var written = ViewFile.Write(read);
        ViewFile.Write(ViewFile.Read(written, file)).ShouldBe(written, file);
        read.CurrentVersion.Representations.ShouldNotBeEmpty(file);
    }
}
