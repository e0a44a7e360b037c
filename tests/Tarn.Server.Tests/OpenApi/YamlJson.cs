using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tarn.Server.Tests.OpenApi;

/// <summary>YAML as JSON: what is not quoted may be a number, a truth value or null.</summary>
internal static class YamlJson
{
    public static JsonNode Read(string path)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(path);
        stream.Load(text);
        // Printed and read again, since only numbers that were read convert to any kind of number.
        return JsonNode.Parse(Of(stream.Documents[0].RootNode)!.ToJsonString())!;
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Of(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidDataException($"{node.NodeType} is not expected."),
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "null" or "~" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
