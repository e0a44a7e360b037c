using System.Globalization;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Engine;

/// <summary>How the pages of Parquet files are compressed: by the table's <c>write.parquet.compression-codec</c> and <c>-level</c>. Pure.</summary>
/// <param name="Codec">The engine's name of it.</param>
/// <param name="Level">The level of zstd, 1 to 22; null for the engine's own. Other codecs have none.</param>
public sealed record ParquetCompression(string Codec = "zstd", int? Level = null)
{
    private static readonly string[] Codecs = ["zstd", "snappy", "gzip", "lz4", "brotli", "uncompressed"];

    /// <summary>The options of a COPY.</summary>
    public string Sql => Level is { } level && Codec == "zstd" ? string.Create(CultureInfo.InvariantCulture, $"compression zstd, compression_level {level}") : $"compression {Codec}";

    /// <summary>A table's: zstd when it says nothing.</summary>
    /// <exception cref="TarnException">Invalid <c>table.compression</c>: a codec or level that the engine does not have.</exception>
    public static ParquetCompression Of(TableMetadata table)
    {
        var codec = (table.Properties.GetValueOrDefault(TableProperties.ParquetCodec) ?? "zstd").ToLowerInvariant();
        if (!Codecs.Contains(codec, StringComparer.Ordinal))
            throw Unfit(table, TableProperties.ParquetCodec, codec, $"Set one of {string.Join(", ", Codecs)}.");
        var text = table.Properties.GetValueOrDefault(TableProperties.ParquetCompressionLevel);
        if (text is null || codec != "zstd")
            return new ParquetCompression(codec);
        return int.TryParse(text, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 22
            ? new ParquetCompression(codec, level)
            : throw Unfit(table, TableProperties.ParquetCompressionLevel, text, "Set a level of zstd from 1 to 22, or remove the property.");
    }

    private static TarnException Unfit(TableMetadata table, string property, string value, string next) =>
        new(FailureKind.Invalid, new Problem("table.compression", $"Files cannot be written with '{property}' = '{value}'.", table.Location, next));
}
