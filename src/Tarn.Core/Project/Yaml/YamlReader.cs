using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tarn.Project.Yaml;

/// <summary>
/// Reads one YAML document into nodes with their places. Anchors, aliases and merge keys are resolved; a key that stands twice is told and
/// its first value taken. Nested deeper than 64, or larger than 200,000 nodes with its aliases written out, is refused.
/// </summary>
internal sealed class YamlReader
{
    private const int DepthMax = 64;
    private const int NodesMax = 200_000;

    private readonly string _file;
    private readonly ProblemList _problems;
    private readonly IParser _parser;
    private readonly Dictionary<string, (YamlNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlReader(string file, string text, ProblemList problems) =>
        (_file, _problems, _parser) = (file, problems, new SteadyParser(new Parser(new StringReader(text))));

    /// <summary>The document; null when the file is empty or is no YAML, which is then told.</summary>
    public static YamlNode? Read(string file, string text, ProblemList problems)
    {
        try
        {
            return new YamlReader(file, text, problems).ReadDocument();
        }
        catch (YamlException fault)
        {
            var tab = TabPlace(file, text, fault);
            problems.Yaml(
                $"This is not YAML: {fault.Message.TrimEnd('.')}.",
                tab ?? new YamlPlace(file, fault.Start.Line, fault.Start.Column),
                tab is null ? "Look at the indentation, the quotes and the ':' of this line and the one above." : "Indent with spaces; YAML allows no tabs there.");
            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var node = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            _problems.Yaml("The file holds a second document.", PlaceOf(second), "Put it into a file of its own and take out the '---'.");
        return PlainScalar.IsNull(node) ? null : node;
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > DepthMax || _nodes > NodesMax)
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"It is nested deeper than {DepthMax} or holds more than {NodesMax} values");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return ReadAlias(alias);
        var before = _nodes++;
        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        YamlNode node = _parser.Current switch
        {
            Scalar => ReadScalar(_parser.Consume<Scalar>()),
            SequenceStart => ReadList(depth),
            _ => ReadMap(depth),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = (node, _nodes - before);
        return node;
    }

    private YamlNode ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
            throw new YamlException(alias.Start, alias.End, $"'*{alias.Value.Value}' names no anchor above it");
        _nodes += target.Size;
        return target.Node;
    }

    private YamlNode.Scalar ReadScalar(Scalar scalar)
    {
        var plain = scalar.Style is YamlDotNet.Core.ScalarStyle.Plain && scalar.Tag.IsEmpty;
        return new YamlNode.Scalar(PlaceOf(scalar), scalar.Value, scalar.Value, plain ? ScalarStyle.Plain : ScalarStyle.Quoted);
    }

    private YamlNode.List ReadList(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new YamlNode.List(PlaceOf(start), items);
    }

    private YamlNode ReadMap(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var merged = new List<YamlEntry>();
        var unread = false;
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is YamlNode.Scalar { Text: "<<", Style: ScalarStyle.Plain })
                merged.AddRange(MergedEntries(value));
            else
                unread |= !TryAdd(entries, key, value);
        }
        if (unread)
            return new YamlNode.Scalar(PlaceOf(start), "", "", ScalarStyle.Unrendered);
        entries.AddRange(merged.Where(m => entries.TrueForAll(e => !SameKey(e, m.Key))).DistinctBy(m => m.Key, StringComparer.Ordinal));
        return new YamlNode.Map(PlaceOf(start), entries);
    }

    /// <summary>False when the key is no text, which is what an unquoted template looks like; the mapping is then not looked at.</summary>
    private bool TryAdd(List<YamlEntry> entries, YamlNode key, YamlNode value)
    {
        if (key is not YamlNode.Scalar name)
        {
            _problems.Yaml($"A key must be text, and this is {key.Kind}.", key.Place, "A value that begins with {{ must stand in quotes: \"{{ env_var('NAME') }}\".");
            return false;
        }
        if (entries.Find(e => SameKey(e, name.Text)) is { } first)
            _problems.Duplicate($"'{name.Text}' stands twice, first in line {first.Place.Line}.", key.Place, "Keep one of them.");
        else
            entries.Add(new YamlEntry(name.Text, key.Place, value));
        return true;
    }

    private IEnumerable<YamlEntry> MergedEntries(YamlNode value)
    {
        if (value is YamlNode.Map map)
            return map.Entries;
        if (value is YamlNode.List list && list.Items.All(i => i is YamlNode.Map))
            return list.Items.Cast<YamlNode.Map>().SelectMany(m => m.Entries);
        _problems.Yaml($"'<<' takes a mapping, and this is {value.Kind}.", value.Place, "Write <<: *name, where &name stands at a mapping above.");
        return [];
    }

    private YamlPlace PlaceOf(ParsingEvent at) => new(_file, at.Start.Line, at.Start.Column);

    private static bool SameKey(YamlEntry entry, string key) => string.Equals(entry.Key, key, StringComparison.Ordinal);

    /// <summary>The tab that a fault is about, since the parser tells where the mapping round it began; null when it is about something else.</summary>
    private static YamlPlace? TabPlace(string file, string text, YamlException fault)
    {
        var lines = text.Split('\n');
        var line = Array.FindIndex(lines, Math.Max(0, Math.Min((int)fault.Start.Line - 1, lines.Length - 1)), l => l.TrimStart(' ').StartsWith('\t'));
        return line >= 0 && (line == fault.Start.Line - 1 || fault.Message.Contains(" tab ", StringComparison.Ordinal))
            ? new YamlPlace(file, line + 1, lines[line].IndexOf('\t', StringComparison.Ordinal) + 1)
            : null;
    }
}
