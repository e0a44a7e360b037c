using Tarn.Project.Yaml;

namespace Tarn.Project.Shapes;

/// <summary>Holds nodes against shapes and tells everything that does not fit.</summary>
internal sealed class ShapeCheck(ProblemList problems)
{
    /// <summary>Checks a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="shape">What it should be.</param>
    /// <param name="name">What to call it in messages: its key in quotes, or the thing it stands in.</param>
    public void Check(YamlNode node, Shape shape, string name)
    {
        if (node is YamlNode.Scalar { Style: ScalarStyle.Unrendered })
            return;
        switch (shape)
        {
            case Shape.Named named:
                Check(node, named.Target(), name);
                break;
            case Shape.Items items:
                CheckItems(node, items, name);
                break;
            case Shape.Table table:
                CheckTable(node, table, name);
                break;
            case Shape.Keys keys:
                CheckKeys(node, keys, name);
                break;
            case Shape.Kinds kinds:
                CheckKinds(node, kinds, name);
                break;
            case Shape.Any:
                break;
            default:
                CheckScalar(node, shape, name);
                break;
        }
    }

    private void CheckScalar(YamlNode node, Shape shape, string name)
    {
        if (node is not YamlNode.Scalar scalar || PlainScalar.IsNull(node))
            WrongType(node, shape, name);
        else if (shape is Shape.Text text)
            CheckText(scalar, text, name);
        else if (shape is Shape.Choice choice)
            CheckChoice(scalar, choice, name);
        else if (shape is Shape.Flag && PlainScalar.FlagOf(scalar) is null)
            WrongType(node, shape, name);
        else if (shape is Shape.Whole whole)
            CheckBounds(scalar, PlainScalar.WholeOf(scalar), whole.Min, whole.Max, shape, name);
        else if (shape is Shape.Number number)
            CheckBounds(scalar, PlainScalar.NumberOf(scalar), number.Min, number.Max, shape, name);
    }

    private void CheckText(YamlNode.Scalar scalar, Shape.Text text, string name)
    {
        if (scalar.Style is ScalarStyle.Plain && PlainScalar.KindOf(scalar) is not "text")
            problems.WrongType($"{name} is {PlainScalar.KindOf(scalar)}, not text.", scalar.Place, $"Put it in quotes: \"{scalar.Written}\".");
        else if (text.Form is { } form && !form.Fits(scalar.Text))
            problems.BadValue($"'{scalar.Written}' is not {form.Name}.", scalar.Place, form.Next);
    }

    private void CheckChoice(YamlNode.Scalar scalar, Shape.Choice choice, string name)
    {
        if (choice.Texts.Contains(scalar.Text, StringComparer.Ordinal))
            return;
        var next = NearName.Question(scalar.Text, choice.Texts, $"Write one of: {string.Join(", ", choice.Texts)}.");
        problems.BadValue($"{name} is '{scalar.Written}', which is not one of {string.Join(", ", choice.Texts)}.", scalar.Place, next);
    }

    private void CheckBounds(YamlNode.Scalar scalar, double? number, double min, double max, Shape shape, string name)
    {
        if (number is null)
            WrongType(scalar, shape, name);
        else if (!(number >= min && number <= max))
            problems.BadValue($"{name} is {scalar.Written}, which is not {ShapeWords.Of(shape)}.", scalar.Place, ShapeWords.Next(shape));
    }

    private void CheckItems(YamlNode node, Shape.Items items, string name)
    {
        if (node is YamlNode.List list)
        {
            if (list.Items.Count < items.Min)
                problems.BadValue($"{name} is an empty list.", list.Place, "Give it at least one item.");
            foreach (var item in list.Items)
                Check(item, items.Item, ShapeWords.ItemOf(items, name));
        }
        else if (items.OrOne && node is YamlNode.Scalar)
            Check(node, items.Item, name);
        else
            WrongType(node, items, name);
    }

    private void CheckTable(YamlNode node, Shape.Table table, string name)
    {
        if (node is not YamlNode.Map map)
        {
            WrongType(node, table, name);
            return;
        }
        foreach (var entry in map.Entries)
        {
            if (table.Names is { } form && !form.Fits(entry.Key))
                problems.BadValue($"'{entry.Key}' is not {form.Name}.", entry.Place, form.Next);
            Check(entry.Value, table.Value, $"'{entry.Key}'");
        }
    }

    private void CheckKinds(YamlNode node, Shape.Kinds kinds, string name)
    {
        if (node is not YamlNode.Map map)
        {
            WrongType(node, kinds, name);
            return;
        }
        var types = new Shape.Choice([.. kinds.Types.Select(t => t.Type)]);
        if (map["type"] is not { } type)
            problems.MissingKey($"{ShapeWords.Capital(kinds.Title)} needs the key 'type'.", map.Place, $"Write type: and one of {string.Join(", ", types.Texts)}.");
        else if (type is YamlNode.Scalar scalar && kinds.Types.FirstOrDefault(t => string.Equals(t.Type, scalar.Text, StringComparison.Ordinal)).Keys is { } keys)
            CheckKeys(node, keys, name);
        else
            CheckScalar(type, types, "'type'");
    }

    private void CheckKeys(YamlNode node, Shape.Keys keys, string name)
    {
        if (node is not YamlNode.Map map)
        {
            WrongType(node, keys, name);
            return;
        }
        foreach (var entry in map.Entries)
            CheckEntry(entry, keys);
        foreach (var missing in keys.Entries.Where(k => k.Required && map[k.Name] is null))
            problems.MissingKey($"{ShapeWords.Capital(keys.Title)} needs the key '{missing.Name}'.", map.Place, $"Write {missing.Name}: {missing.Example}");
    }

    private void CheckEntry(YamlEntry entry, Shape.Keys keys)
    {
        if (keys.Find(entry.Key) is { } known)
        {
            if (known.NotRun)
                problems.Warn("project.not-run", $"'{entry.Key}' is read, but has no effect yet.", entry.Place, null);
            else if (!PlainScalar.IsNull(entry.Value) || known.Required)
                Check(entry.Value, known.Shape, $"'{entry.Key}'");
        }
        else if (keys.Others is { } others && entry.Value is YamlNode.Map)
            Check(entry.Value, others, $"'{entry.Key}'");
        else
            problems.UnknownKey($"'{entry.Key}' is not a key of {keys.Title}.", entry.Place, ShapeWords.NextKey(entry.Key, keys));
    }

    private void WrongType(YamlNode node, Shape shape, string name) =>
        problems.WrongType($"{name} is {node.Kind}, not {ShapeWords.Of(shape)}.", node.Place, ShapeWords.Next(shape));
}
