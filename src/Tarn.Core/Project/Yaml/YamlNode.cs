namespace Tarn.Project.Yaml;

/// <summary>A piece of a YAML document that remembers where it stands.</summary>
internal abstract record YamlNode(YamlPlace Place)
{
    /// <summary>A value that is no list and no mapping.</summary>
    /// <param name="Place">Where it stands.</param>
    /// <param name="Text">The value; what a template became.</param>
    /// <param name="Written">The text in the file, for messages: a template shows itself, not what it became.</param>
    /// <param name="Style">How it was written.</param>
    public sealed record Scalar(YamlPlace Place, string Text, string Written, ScalarStyle Style) : YamlNode(Place);

    /// <summary>A list.</summary>
    public sealed record List(YamlPlace Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place);

    /// <summary>A mapping; its keys are text and stand once.</summary>
    public sealed record Map(YamlPlace Place, IReadOnlyList<YamlEntry> Entries) : YamlNode(Place)
    {
        /// <summary>The value of a key; null when it has none.</summary>
        public YamlNode? this[string key] => Entry(key)?.Value;

        /// <summary>The key with its place; null when it is not there.</summary>
        public YamlEntry? Entry(string key) => Entries.FirstOrDefault(e => string.Equals(e.Key, key, StringComparison.Ordinal));
    }

    /// <summary>What it is, in words, for messages.</summary>
    public string Kind => this switch
    {
        Map => "a mapping",
        List => "a list",
        Scalar scalar => PlainScalar.KindOf(scalar),
        _ => "nothing",
    };
}
