using Tarn.Contracts;
using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Makes the record of a source out of a file that passed every check.</summary>
internal static class SourceReading
{
    public static SourceManifest Read(SourceDocument source)
    {
        var map = ShapeFill.Fill(source.Map, SourceShape.File);
        return new SourceManifest
        {
            Name = map.TextOf("source")!,
            File = source.File,
            Description = map.TextOf("description"),
            Owner = map.MapOf("owner") is { } owner ? new SourceOwner(owner.TextOf("name")!, owner.TextOf("email")) : null,
            Namespace = map.TextOf("namespace")!,
            Resources = [.. source.Resources.Select(ReadResource)],
        };
    }

    private static SourceResource ReadResource(ResourceView view)
    {
        var map = ShapeFill.Fill(view.Resource, SourceShape.Resource);
        var key = map.TextsOf("key");
        IReadOnlyList<ContractColumn> columns = [.. map.MapsOf("columns").Select(ReadColumn)];
        return new SourceResource
        {
            Name = map.TextOf("name")!,
            Table = view.Table!,
            Description = map.TextOf("description"),
            Fetch = view.FetchKinds is ["rest"] ? RestReading.Read(view.Fetch("rest")) : FilesReading.Read(view.Fetch("files"), columns),
            Load = map.TextOf("load") is "replace" ? LoadMode.Replace : LoadMode.Append,
            Columns = columns,
            Key = key,
            Quality = ReadQuality(map.MapOf("quality")!, key),
            Schedule = map.TextOf("schedule"),
            FreshWithin = map.MapOf("freshness")?.DurationOf("within"),
            RuntimeMax = map.DurationOf("runtime_max"),
            Where = view.Resource.Place.ToString(),
        };
    }

    private static QualityRules ReadQuality(YamlNode.Map quality, IReadOnlyList<string> key) => new()
    {
        VolumeMin = quality.WholeOf("volume_min"),
        VolumeAnomalyPercent = quality.NumberOf("volume_anomaly_pct"),
        KeyColumns = quality.TextsOf("key_columns") is { Count: > 0 } written ? written : key,
    };

    private static ContractColumn ReadColumn(YamlNode.Map column) => new()
    {
        Name = column.TextOf("name")!,
        Type = ContractType.Parse(column.TextOf("type")!),
        Required = column.FlagOf("required"),
        Description = column.TextOf("description"),
        Classification = Enum.Parse<Classification>(column.TextOf("classification")!, ignoreCase: true),
    };
}
